"""URLs that this library and boto3 presign are the same, and the emulator, which verifies them, answers both."""

import datetime
import json
import sys
import time
import unittest.mock
import urllib.error
import urllib.parse
import urllib.request

import ours
import scenario
import served
from boto3_peer import boto3, botocore, client_of

import botocore.auth


class FrozenDate(datetime.datetime):
    at = 0

    @classmethod
    def utcnow(cls):
        return datetime.datetime.fromtimestamp(cls.at, datetime.timezone.utc).replace(tzinfo=None)


def frozen(at):
    """boto3 signs as if it were that second, whatever its version calls the clock."""
    if hasattr(botocore.auth, "get_current_datetime"):
        def now(remove_tzinfo=True):
            moment = datetime.datetime.fromtimestamp(at, datetime.timezone.utc)
            return moment.replace(tzinfo=None) if remove_tzinfo else moment

        return unittest.mock.patch.object(botocore.auth, "get_current_datetime", now)
    FrozenDate.at = at
    return unittest.mock.patch.object(botocore.auth.datetime, "datetime", FrozenDate)


def parts_of(url):
    parts = urllib.parse.urlsplit(url)
    return (parts.scheme, parts.netloc, parts.path or "/"), dict(urllib.parse.parse_qsl(parts.query, True))


def same(theirs, own):
    """Where they go, and every parameter of the query, the signature among them."""
    assert parts_of(theirs) == parts_of(own), f"\nboto3 {theirs}\nours  {own}"


def fetch(url, method="GET", headers=None, body=None):
    data = body.encode() if body else b"" if method == "POST" else None
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def refused(said, code):
    status, text = said
    assert status == 403 and code in text, said


def operations(client, program, now):
    asked = 0
    for operation, parameters in (
        ("ListImages", {"repositoryName": "team/web"}),
        ("ListImages", {"repositoryName": "team/web", "maxResults": 5, "filter": {"tagStatus": "TAGGED"}}),
        ("DescribeRepositories", {}),
        ("DescribeRepositories", {"repositoryNames": ["team/web", "team/db"]}),
    ):
        method = botocore.xform_name(operation)
        for verb in ("POST", "GET"):
            with frozen(now):
                theirs = client.generate_presigned_url(method, Params=parameters, ExpiresIn=900, HttpMethod=verb)
            own = program.done(
                kind="presign", operation=operation, parameters=parameters, method=verb, expires=900, at=now
            )
            same(theirs, own["url"])
            asked += 1
        own = program.done(kind="presign", operation=operation, parameters=parameters, inBody=True)
        answer = getattr(client, method)(**parameters)
        status, text = fetch(own["url"], own["method"], own["headers"], own["body"])
        assert status == 200, (status, text)
        assert json.loads(text).keys() == answer.keys() - {"ResponseMetadata"}, text
        refused(fetch(own["url"], own["method"], own["headers"], own["body"] + " "), "InvalidSignatureException")
    return asked


def live(client, program, now):
    """The form of boto3: all is in the query, and two headers have to be sent. The service does not read parameters
    there, but it verifies them."""
    parameters = {"repositoryNames": ["team/web"]}
    headers = {"Content-Type": "application/x-amz-json-1.1",
               "X-Amz-Target": "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories"}
    theirs = client.generate_presigned_url("describe_repositories", Params=parameters, ExpiresIn=60)
    own = program.done(kind="presign", operation="DescribeRepositories", parameters=parameters, expires=60)
    assert {name.lower(): value for name, value in own["headers"].items()} == {
        name.lower(): value for name, value in headers.items()
    }, own
    for url in (theirs, own["url"]):
        status, text = fetch(url, "POST", headers)
        assert status == 200, (status, text)
        assert "repositories" in json.loads(text), text
        refused(fetch(url[:-1] + ("0" if url[-1] != "0" else "1"), "POST", headers), "InvalidSignatureException")
        refused(fetch(url.replace("team%2Fweb", "team%2Fdb"), "POST", headers), "InvalidSignatureException")
    late = program.done(
        kind="presign", operation="DescribeRepositories", parameters=parameters, expires=60, at=now - 3600
    )
    refused(fetch(late["url"], "POST", headers), "InvalidSignatureException")


def callers(server, program, now):
    """A request of another service, in the form that proves to others who asks."""
    keys = {"accessKeyId": server.variables["AWS_ACCESS_KEY_ID"],
            "secretAccessKey": server.variables["AWS_SECRET_ACCESS_KEY"]}
    client = boto3.session.Session().client(
        "sts",
        region_name=scenario.REGION,
        endpoint_url=server.url,
        aws_access_key_id=keys["accessKeyId"],
        aws_secret_access_key=keys["secretAccessKey"],
    )
    with frozen(now):
        theirs = client.generate_presigned_url("get_caller_identity", ExpiresIn=60, HttpMethod="GET")
    url = server.url + "/?Action=GetCallerIdentity&Version=2011-06-15"
    own = program.done(kind="presign", url=url, region=scenario.REGION, service="sts", at=now, expires=60, **keys)
    same(theirs, own["url"])


def main(emulator, peer):
    served.without_environment()
    with served.emulator(emulator) as server, ours.started(peer, server) as program:
        client = client_of(server)
        for name in ("team/web", "team/db"):
            client.create_repository(repositoryName=name)
        now = int(time.time())
        compared = operations(client, program, now)
        live(client, program, now)
        callers(server, program, now)
    print(f"boto3 {boto3.__version__}: {compared + 1} URLs are the same, and those that were sent were answered")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
