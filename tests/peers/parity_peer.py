"""This library and boto3 ask for the same pages, give the same items, go on from the same tokens, and wait alike."""

import base64
import json
import sys
import unittest.mock

import artifacts
import ours
import scenario
import served
from boto3_peer import boto3, botocore, client_of

REPOSITORY = {"repositoryName": "team/web"}
COUNT = 11


class Pair:
    """Both clients of one emulator. What they send is counted."""

    def __init__(self, server, client, program):
        self.server = server
        self.client = client
        self.program = program
        self.compared = 0

    def same(self, theirs, own, what):
        assert own == theirs, f"{what}:\nboto3 {theirs}\nours  {own}"
        self.compared += 1

    def paginated(self, operation, parameters, config):
        paginator = self.client.get_paginator(botocore.xform_name(operation))
        return paginator.paginate(**parameters, PaginationConfig=config)

    def order(self, kind, operation, parameters, config):
        options = {name[0].lower() + name[1:]: value for name, value in config.items()}
        return self.program.done(kind=kind, operation=operation, parameters=parameters, **options)

    def shape_of(self, operation):
        return self.client.meta.service_model.operation_model(operation).output_shape

    def pages(self, operation, parameters, prefetch=0, **config):
        """Compares the pages of both and how often each asked; the tokens after them."""
        self.server.requests()
        paginator = self.paginated(operation, parameters, config)
        theirs = [plain(page) for page in paginator]
        asked = self.server.requests()
        own = self.order("pages", operation, parameters, {**config, "prefetch": prefetch})
        shape = self.shape_of(operation)
        what = f"{operation} {config}"
        self.same(asked, self.server.requests(), f"requests of {what}")
        self.same(theirs, [known(shape, page) for page in own["pages"]], f"pages of {what}")
        self.same(bool(paginator.resume_token), bool(own["resumeToken"]), f"whether {what} goes on")
        return theirs, paginator.resume_token, own["resumeToken"]

    def collected(self, operation, parameters, **config):
        theirs = self.paginated(operation, parameters, config).build_full_result()
        own = self.order("collect", operation, parameters, config)["answer"]
        self.same("NextToken" in theirs, "nextToken" in own, f"whether all of {operation} {config} goes on")
        theirs.pop("NextToken", None)
        own.pop("nextToken", None)
        self.same(plain(theirs), known(self.shape_of(operation), own), f"all of {operation} {config}")


def plain(value):
    """An answer of boto3 without what belongs to the call, and with times as the wire has them."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items() if name != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return round(value.timestamp(), 3) if hasattr(value, "timestamp") else value


def known(shape, value):
    """What boto3 knows of an answer of ours; it may be too old for the rest."""
    if shape.type_name == "structure":
        return {name: known(shape.members[name], each) for name, each in value.items() if name in shape.members}
    if shape.type_name == "list":
        return [known(shape.member, each) for each in value]
    return round(value, 3) if shape.type_name == "timestamp" else value


def fill(client, server):
    for number in range(COUNT):
        client.create_repository(repositoryName=f"team/r{number:02}")
    client.create_repository(**REPOSITORY)
    for prefix, upstream in (("quay", "quay.io"), ("public", "public.ecr.aws"), ("kube", "registry.k8s.io")):
        client.create_pull_through_cache_rule(ecrRepositoryPrefix=prefix, upstreamRegistryUrl=upstream)
    config, layer = b"{}", b"a layer of every image"
    for data in (config, layer):
        upload = {**REPOSITORY, "uploadId": client.initiate_layer_upload(**REPOSITORY)["uploadId"]}
        client.upload_layer_part(**upload, partFirstByte=0, partLastByte=len(data) - 1, layerPartBlob=data)
        client.complete_layer_upload(**upload, layerDigests=[artifacts.digest_of(data)])
    images = []
    for number in range(COUNT):
        manifest = artifacts.manifest(config, [layer] * (number + 1))
        client.put_image(**REPOSITORY, imageManifest=manifest, imageTag=f"v{number:02}")
        images.append({"imageDigest": artifacts.digest_of(manifest.encode())})
    names = [f"CVE-2024-{number:04}" for number in range(COUNT)]
    server.find("team/web", images[0]["imageDigest"], names)
    server.find("team/web", images[1]["imageDigest"], names[:4], names[4:])
    server.find("team/web", images[2]["imageDigest"], names, status="FAILED")
    for image in images[:2]:
        client.start_image_scan(**REPOSITORY, imageId=image)
    client.put_lifecycle_policy(**REPOSITORY, lifecyclePolicyText=json.dumps(scenario.LIFECYCLE))
    client.start_lifecycle_policy_preview(**REPOSITORY)
    server.advance(3600)
    return images


def one_list(images):
    return [
        ("ListImages", REPOSITORY),
        ("DescribeImages", REPOSITORY),
        ("DescribeRepositories", {}),
        ("DescribePullThroughCacheRules", {}),
        ("GetLifecyclePolicyPreview", REPOSITORY),
        ("DescribeImageScanFindings", {**REPOSITORY, "imageId": images[0]}),
    ]


def paging(pair, images):
    """Sizes and limits in all their relations: within a page, at its end, at the end of all, and beyond."""
    for operation, parameters in one_list(images):
        pair.pages(operation, parameters)
        pair.collected(operation, parameters)
        for size in (1, 4, COUNT, 100):
            pair.pages(operation, parameters, PageSize=size)
            pair.pages(operation, parameters, prefetch=3, PageSize=size)
            pair.collected(operation, parameters, PageSize=size)
            for most in (1, 4, 5, 8, COUNT, 100):
                pair.pages(operation, parameters, PageSize=size, MaxItems=most)
                pair.collected(operation, parameters, PageSize=size, MaxItems=most)


def resuming(pair, images):
    """From tokens of boto3, within pages and between them, and from those of the service both go on alike; from ours
    come the same items."""
    for operation, parameters in one_list(images):
        first = pair.pages(operation, parameters, PageSize=4)[0][0]
        pair.pages(operation, parameters, PageSize=4, StartingToken=first.get("nextToken"))
        for size, most in ((4, 1), (4, 4), (4, 6), (3, 5), (100, 7)):
            token = own = None
            rounds = 0
            while rounds == 0 or token:
                limits = {"PageSize": size, "MaxItems": most}
                _, next_token, _ = pair.pages(operation, parameters, **limits, StartingToken=token)
                paginated = pair.paginated(operation, parameters, {**limits, "StartingToken": token})
                theirs = paginated.build_full_result()
                answer = pair.order("collect", operation, parameters, {**limits, "StartingToken": own})["answer"]
                own = answer.pop("nextToken", None)
                theirs.pop("NextToken", None)
                answer = known(pair.shape_of(operation), answer)
                pair.same(plain(theirs), answer, f"{operation} {limits}, round {rounds}")
                token = next_token
                rounds += 1
            assert own is None, f"{operation}: {own}"


def two_lists(pair, images):
    """A limit counts the items of both lists here, and of the first in boto3. Their tokens are understood: of a page
    that boto3 has cut, the rest of the first list is left; of one that it has not begun, all, where boto3 itself
    loses the second list."""
    operation, parameters = "DescribeImageScanFindings", {**REPOSITORY, "imageId": images[1]}
    cut = 0
    for size in (1, 3, 4, 100):
        whole = pair.pages(operation, parameters, PageSize=size)[0]
        pair.collected(operation, parameters, PageSize=size)
        for most in range(1, COUNT):
            limited = pair.paginated(operation, parameters, {"PageSize": size, "MaxItems": most})
            token = limited.build_full_result().get("NextToken")
            if token is None:
                continue
            if "boto_truncate_amount" in json.loads(base64.b64decode(token)):
                cut += 1
                pair.pages(operation, parameters, PageSize=size, StartingToken=token)
            else:
                options = {"PageSize": size, "StartingToken": token}
                own = pair.order("pages", operation, parameters, options)["pages"]
                rest = [known(pair.shape_of(operation), page) for page in own]
                pair.same(whole[-len(rest):], rest, f"{operation} {options}")
    assert cut > 2, cut


def waited(pair, name, parameters, begin, **config):
    """How both wait after the same beginning: how it ends, how often they ask, and what they sleep."""
    begin()
    pair.server.requests()
    pair.server.slept.clear()
    waiter = pair.client.get_waiter(botocore.xform_name(name))
    ended = "success"
    with unittest.mock.patch.object(botocore.waiter, "time", pair.server):
        try:
            waiter.wait(**parameters, WaiterConfig=config)
        except botocore.exceptions.WaiterError as error:
            ended = reason_of(error)
    theirs = ended, pair.server.requests(), list(pair.server.slept)
    begin()
    pair.server.requests()
    pair.program.slept.clear()
    options = {name[0].lower() + name[1:]: value for name, value in config.items()}
    said = pair.program.ask(pair.server.advance, kind="wait", waiter=name, parameters=parameters, **options)
    ended = {"wait": "failure", "timeout": "attempts"}.get(said.get("kind"), said.get("code") or "success")
    own = ended, pair.server.requests(), list(pair.program.slept)
    if ended == "success":
        pair.same(len(own[1]), said["attempts"], f"polls that {name} has counted")
    pair.same(theirs, own, f"{name} {config}")
    return ended, len(own[1])


def reason_of(error):
    told = error.kwargs["reason"]
    if told.startswith("Max attempts exceeded"):
        return "attempts"
    if "terminal failure state" in told:
        return "failure"
    return error.last_response["Error"]["Code"]


def waiting(pair, images):
    def scan(image):
        pair.server.advance(2 * 86400)
        pair.client.start_image_scan(**REPOSITORY, imageId=image)

    def preview():
        pair.server.advance(2 * 86400)
        pair.client.start_lifecycle_policy_preview(**REPOSITORY)

    good, bad, none = ({**REPOSITORY, "imageId": images[number]} for number in (0, 2, 3))
    ends = [
        waited(pair, "ImageScanComplete", good, lambda: scan(images[0])),
        waited(pair, "ImageScanComplete", good, lambda: scan(images[0]), Delay=1),
        waited(pair, "ImageScanComplete", good, lambda: scan(images[0]), Delay=1, MaxAttempts=1),
        waited(pair, "ImageScanComplete", good, lambda: scan(images[0]), Delay=1, MaxAttempts=2),
        waited(pair, "ImageScanComplete", bad, lambda: scan(images[2])),
        waited(pair, "ImageScanComplete", none, lambda: None),
        waited(pair, "LifecyclePolicyPreviewComplete", REPOSITORY, preview),
        waited(pair, "LifecyclePolicyPreviewComplete", REPOSITORY, preview, Delay=1),
        waited(pair, "LifecyclePolicyPreviewComplete", REPOSITORY, preview, Delay=1, MaxAttempts=1),
        waited(pair, "LifecyclePolicyPreviewComplete", {"repositoryName": "team/r01"}, lambda: None),
    ]
    seen = {ended for ended, _ in ends}
    errors = {"ScanNotFoundException", "LifecyclePolicyPreviewNotFoundException"}
    assert seen == {"success", "attempts", "failure", *errors}, ends
    assert max(polls for _, polls in ends) > 2, ends


def main(emulator, peer):
    served.without_environment()
    with served.emulator(emulator) as server, ours.started(peer, server) as program:
        client = client_of(server)
        pair = Pair(server, client, program)
        images = fill(client, server)
        paging(pair, images)
        resuming(pair, images)
        two_lists(pair, images)
        waiting(pair, images)
    print(f"boto3 {boto3.__version__}: {pair.compared} comparisons, nothing differs")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
