#!/usr/bin/env python3
"""Writes tests/wire/presign.json: URLs by boto3 (package python3-boto3), for tests/wire/presign.cpp.

Deterministic: frozen time, fake keys. Every URL is also checked the way a server does it: from what arrives, by the
canonical request of botocore's header signer.

boto3 moves the members of the body into the query, prints what is nested as Python does, signs Host, Content-Type and
X-Amz-Target, and leaves the body empty. Members are given in the order of the model, in which this library writes them.
A request whose members are all empty lists is left out: boto3 begins its query with a stray ampersand.
"""

import base64
import datetime
import hashlib
import json
import os
import pathlib
from unittest import mock
from urllib.parse import parse_qs, urlsplit

os.environ.update(
    AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null", AWS_EC2_METADATA_DISABLED="true"
)

import boto3
import botocore.auth
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TOKEN = "FwoGZXIvYXdzEXAMPLE//////////wEaDExampleToken+with/slashes+and=="
NOON = datetime.datetime(2015, 8, 30, 12, 36)
DIGEST = "sha256:" + "ab" * 32

SAMPLES = [
    ("GetAuthorizationToken", {}, {}),
    ("GetAuthorizationToken", {}, {"token": TOKEN}),
    ("GetAuthorizationToken", {}, {"method": "GET"}),
    ("GetAuthorizationToken", {"registryIds": ["123456789012"]}, {}),
    ("DescribeRegistry", {}, {"expires": 1}),
    ("DescribeRegistry", {}, {"expires": 604800, "region": "cn-north-1"}),
    ("ListImages", {"repositoryName": "a/b-c_d.e"}, {}),
    ("ListImages", {"repositoryName": "repo", "nextToken": "a b+c/d=&é", "maxResults": 10}, {"token": TOKEN}),
    ("ListImages", {"registryId": "123456789012", "repositoryName": "repo", "filter": {"tagStatus": "TAGGED"}}, {}),
    ("DescribeImages", {"repositoryName": "repo", "imageIds": [{"imageDigest": DIGEST}, {"imageTag": "latest"}]}, {}),
    ("BatchGetImage", {"repositoryName": "repo", "imageIds": [{"imageDigest": DIGEST, "imageTag": "it's"}],
                       "acceptedMediaTypes": ["application/json", "a b"]}, {"method": "GET"}),
    ("BatchDeleteImage", {"repositoryName": "repo", "imageIds": [{"imageTag": "say \"hi\", it's"}]}, {}),
    ("DescribeRepositories", {"repositoryNames": ["one", "two", "three"]}, {}),
    ("DescribeRepositories", {"registryId": "123456789012", "repositoryNames": [], "maxResults": 1000}, {}),
    ("CreateRepository", {"repositoryName": "repo", "tags": [{"Key": "k é", "Value": "漢\\字"}, {"Key": "k2", "Value": "\n\t\r"}],
                          "imageTagMutability": "IMMUTABLE", "imageScanningConfiguration": {"scanOnPush": True},
                          "encryptionConfiguration": {"encryptionType": "KMS", "kmsKey": "arn:aws:kms:x"}}, {"token": TOKEN}),
    ("TagResource", {"resourceArn": "arn:aws:ecr:eu-west-1:123456789012:repository/a",
                     "tags": [{"Key": "\x01\x7f\x80\xa0\xad", "Value": "\u200b\u2028\ue000\U0001f600\U000e0001\ufffd"}]}, {}),
    ("DeleteRepository", {"repositoryName": "repo", "force": False}, {}),
    ("DeleteRepository", {"repositoryName": "repo", "force": True}, {"region": "us-gov-west-1"}),
    ("PutImage", {"repositoryName": "repo", "imageManifest": "{\"a\": [\"b\\\\\"]}\n", "imageTag": "v1"}, {}),
    ("SetRepositoryPolicy", {"repositoryName": "repo", "policyText": "{\"Statement\":[]}", "force": True}, {}),
    ("UploadLayerPart", {"repositoryName": "repo", "uploadId": "u", "partFirstByte": 0, "partLastByte": 3,
                         "layerPartBlob": b"\x00\xff+/"}, {}),
    ("CompleteLayerUpload", {"repositoryName": "repo", "uploadId": "u", "layerDigests": [DIGEST, DIGEST]}, {}),
    ("PutReplicationConfiguration", {"replicationConfiguration": {"rules": [{"destinations": [
        {"region": "eu-west-1", "registryId": "123456789012"}], "repositoryFilters": []}]}}, {}),
    ("StartImageScan", {"repositoryName": "repo", "imageId": {"imageTag": "a"}}, {"url": "http://localhost:4566"}),
    ("StartImageScan", {"repositoryName": "repo", "imageId": {"imageTag": "a"}}, {"url": "https://proxy.example/a/b"}),
]


class FrozenTime(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return NOON

    @classmethod
    def now(cls, tz=None):
        return NOON.replace(tzinfo=tz)


def base64_text(blob):
    return base64.b64encode(blob).decode()


def arrived_signature(method, url, headers, region):
    """What a server computes from the request that arrives."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items() if key.startswith("X-Amz-")}
    signer = SigV4Auth(Credentials("AKIDEXAMPLE", SECRET), "ecr", region)
    unsigned = url[: url.index("&X-Amz-Signature=")]
    request = AWSRequest(method=method, url=unsigned, headers=dict(headers), data=b"")
    request.context["timestamp"] = query["X-Amz-Date"]
    canonical = signer.canonical_request(request)
    assert canonical.splitlines()[-2] == query["X-Amz-SignedHeaders"], canonical
    text = signer.string_to_sign(request, canonical)
    return signer.signature(text, request) == query["X-Amz-Signature"]


def sample(operation, params, options):
    region = options.get("region", "eu-west-1")
    client = boto3.session.Session().client(
        "ecr", region_name=region, endpoint_url=options.get("url"), aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key=SECRET, aws_session_token=options.get("token"),
        config=botocore.config.Config(parameter_validation=False),
    )
    method_name = next(k for k, v in client.meta.method_to_api_mapping.items() if v == operation)
    expires = options.get("expires", 3600)
    method = options.get("method")
    url = client.generate_presigned_url(method_name, Params=params, ExpiresIn=expires, HttpMethod=method)
    headers = [["Content-Type", "application/x-amz-json-1.1"],
               ["X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + operation]]
    assert arrived_signature(method or "POST", url, headers, region), url
    return {"operation": operation, "request": json.dumps(params, default=base64_text), "region": region,
            "endpoint_url": options.get("url", ""), "token": options.get("token", ""), "expires": expires,
            "method": method or "POST", "url": url}


def other_request(headers, token, expires):
    """The URL by which a cluster recognises its users: GetCallerIdentity of another service."""
    url = "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
    request = AWSRequest(method="GET", url=url, headers=dict(headers))
    keys = Credentials("AKIDEXAMPLE", SECRET, token or None)
    botocore.auth.SigV4QueryAuth(keys, "sts", "eu-west-1", expires).add_auth(request)
    return {"method": "GET", "given": url, "headers": headers, "token": token, "region": "eu-west-1", "service": "sts",
            "expires": expires, "url": request.url}


def main():
    patches = [mock.patch.object(botocore.auth.datetime, "datetime", FrozenTime)] if hasattr(
        botocore.auth, "datetime") else []
    if hasattr(botocore.auth, "get_current_datetime"):
        patches.append(mock.patch.object(botocore.auth, "get_current_datetime", lambda *a, **k: NOON))
    for patch in patches:
        patch.start()
    samples = [sample(*each) for each in SAMPLES]
    others = [other_request([], "", 60), other_request([["x-k8s-aws-id", "cluster one"]], TOKEN, 900)]
    lines = [",\n".join(json.dumps(each) for each in group) for group in (samples, others)]
    text = '{"operations":[\n' + lines[0] + '\n],"others":[\n' + lines[1] + "\n]}\n"
    target = pathlib.Path(__file__).resolve().parent.parent / "presign.json"
    target.write_text(text)
    print(f"{len(samples)} samples by botocore {botocore.__version__}, {hashlib.sha256(text.encode()).hexdigest()}")


if __name__ == "__main__":
    main()
