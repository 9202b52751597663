"""Images of any size whose bytes are known."""

import hashlib
import json

CONFIG_TYPE = "application/vnd.docker.container.image.v1+json"
LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar.gzip"
MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json"
OCI_CONFIG_TYPE = "application/vnd.oci.image.config.v1+json"
OCI_LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip"
OCI_MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json"


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def blob(size, seed):
    """Bytes that no part repeats."""
    block = hashlib.sha512(seed.encode()).digest()
    return b"".join(hashlib.sha512(block + i.to_bytes(4, "big")).digest() for i in range(size // 64 + 1))[:size]


def manifest(config, layers):
    return json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": MANIFEST_TYPE,
            "config": {"mediaType": CONFIG_TYPE, "size": len(config), "digest": digest_of(config)},
            "layers": [
                {"mediaType": LAYER_TYPE, "size": len(layer), "digest": digest_of(layer)} for layer in layers
            ],
        },
        indent=3,
    )


def referrer(config, layer, subject, kind):
    """The manifest of an artifact that belongs to an image."""
    return json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": OCI_MANIFEST_TYPE,
            "artifactType": "application/vnd.example." + kind,
            "config": {"mediaType": OCI_CONFIG_TYPE, "size": len(config), "digest": digest_of(config)},
            "layers": [{"mediaType": OCI_LAYER_TYPE, "size": len(layer), "digest": digest_of(layer)}],
            "subject": {"mediaType": MANIFEST_TYPE, "size": len(subject), "digest": digest_of(subject.encode())},
        }
    )
