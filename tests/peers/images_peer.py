"""An image that boto3 pushes is read back through this library byte for byte, and the other way round."""

import pathlib
import sys
import tempfile
import urllib.request

import artifacts
import ours
import served
from boto3_peer import boto3, client_of

MIB = 1024 * 1024
REPOSITORY = "team/web"


def image(seed):
    """The bytes of a manifest and of what it names: a configuration and two layers, one of them in three parts."""
    config = b'{"architecture":"amd64","os":"linux","seed":"%s"}' % seed.encode()
    layers = [artifacts.blob(1000, seed + " small"), artifacts.blob(25 * MIB + 1, seed + " large")]
    return artifacts.manifest(config, layers).encode(), [config, *layers]


def push(client, tag, manifest, blobs):
    for data in blobs:
        begun = client.initiate_layer_upload(repositoryName=REPOSITORY)
        upload = {"repositoryName": REPOSITORY, "uploadId": begun["uploadId"]}
        for first in range(0, len(data), begun["partSize"]):
            part = data[first : first + begun["partSize"]]
            client.upload_layer_part(
                **upload, partFirstByte=first, partLastByte=first + len(part) - 1, layerPartBlob=part
            )
        client.complete_layer_upload(**upload, layerDigests=[artifacts.digest_of(data)])
    client.put_image(repositoryName=REPOSITORY, imageManifest=manifest.decode(), imageTag=tag)


def pull(client, tag, blobs):
    got = client.batch_get_image(repositoryName=REPOSITORY, imageIds=[{"imageTag": tag}])["images"][0]
    read = []
    for data in blobs:
        digest = artifacts.digest_of(data)
        url = client.get_download_url_for_layer(repositoryName=REPOSITORY, layerDigest=digest)["downloadUrl"]
        with urllib.request.urlopen(url, timeout=60) as answer:
            read.append(answer.read())
    return got["imageManifest"].encode(), read


def files_of(folder, blobs):
    return [folder / artifacts.digest_of(data).removeprefix("sha256:") for data in blobs]


def theirs_is_read_by_ours(client, program, folder):
    manifest, blobs = image("theirs")
    push(client, "theirs", manifest, blobs)
    program.done(kind="pull", repository=REPOSITORY, tag="theirs", folder=str(folder))
    assert (folder / "manifest").read_bytes() == manifest
    assert [file.read_bytes() for file in files_of(folder, blobs)] == blobs
    assert len(list(folder.iterdir())) == 1 + len(blobs)
    return sum(map(len, blobs))


def ours_is_read_by_theirs(client, program, folder):
    manifest, blobs = image("ours")
    (folder / "manifest").write_bytes(manifest)
    for file, data in zip(files_of(folder, blobs), blobs):
        file.write_bytes(data)
    done = program.done(kind="push", repository=REPOSITORY, tag="ours", folder=str(folder))
    assert done["image"]["imageId"] == {"imageDigest": artifacts.digest_of(manifest), "imageTag": "ours"}, done
    assert done["parts"] == [1, 1, 3], done
    assert pull(client, "ours", blobs) == (manifest, blobs)
    return sum(map(len, blobs))


def main(emulator, peer):
    served.without_environment()
    with served.emulator(emulator) as server, ours.started(peer, server) as program:
        client = client_of(server)
        client.create_repository(repositoryName=REPOSITORY)
        moved = 0
        for way in (theirs_is_read_by_ours, ours_is_read_by_theirs):
            with tempfile.TemporaryDirectory() as folder:
                moved += way(client, program, pathlib.Path(folder))
    print(f"boto3 {boto3.__version__}: two images of {moved} bytes, each way")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
