#!/usr/bin/env python3
"""Writes tests/wire/sigv4_vectors.json: requests signed by botocore (package python3-botocore), for tests/wire/sigv4.cpp.

Deterministic: fixed seed, frozen time, fake keys. A different botocore may change the file; the diff is then the review.

Where botocore and the specification differ, or botocore cannot express a case:
- Query of a header-signed request: botocore signs the text of a URL as it stands, which is only right if it is
  canonical already. The specification encodes names and values, so it wins: pairs go in through `params`, which
  botocore does encode, and the recorded query is one of several spellings that mean the same on the wire.
- Query of a presigned URL: botocore keeps only the first of repeated names. No vector repeats one there.
- Body of a presigned URL: botocore moves it into the query. Presigned vectors have no body.
- Host of a presigned URL: botocore signs the canonical host but leaves the spelling of the URL. What is sent must be
  what is signed, so the expected URL has the canonical host, and a slash where the path is empty.
- Path that ends in a dot segment: RFC 3986 keeps the last slash, botocore drops it. botocore wins: services accept it.
- White space inside quotes: an old edition of the specification kept it, botocore and the services collapse it.
- Date header: botocore would sign it instead of X-Amz-Date. We always send X-Amz-Date, so no vector has a Date.
- Line breaks and null characters in headers: botocore joins them as white space, we refuse them (unit test).
- X-Amz-Content-SHA256: botocore takes its value as the payload hash. We take what the caller says, so vectors that have
  the header hold the same value in both places.
- Headers of an earlier attempt: botocore signs them when it presigns; they are never sent, so no such vector exists.
- Plus sign in a query: a space, as servers and botocore's presigner read it.
"""

import datetime
import hashlib
import json
import pathlib
import random
from unittest import mock
from urllib.parse import quote, urlsplit

import botocore.auth
from botocore.auth import SigV4Auth, SigV4QueryAuth, _host_from_url
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.utils import normalize_url_path

ACCESS_KEY = "AKIDEXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
LONG_SECRET = "EXAMPLE/" * 12
TOKEN = "FwoGZXIvYXdzEXAMPLE//////////wEaDExampleToken+with/slashes+and=="
ECR = "api.ecr.us-east-1.amazonaws.com"
NOON = 1440938160  # 2015-08-30T12:36:00Z
JSON_HEADERS = [
    ["Content-Type", "application/x-amz-json-1.1"],
    ["X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.ListImages"],
]

# What the reader puts in for a member that a vector does not have.
DEFAULTS = {
    "method": "POST", "scheme": "https", "host": ECR, "path": "/", "query": "", "headers": [], "body": "{}",
    "body_count": 1, "unsigned": False, "secret": SECRET_KEY, "token": "", "region": "us-east-1", "service": "ecr",
    "time": NOON, "normalize": True, "double_encode": True,
}

vectors = []


class Recording:
    """Keeps the canonical request and applies the path rules of the vector."""

    path_form = (True, True)

    def canonical_request(self, request):
        self.recorded = super().canonical_request(request)
        return self.recorded

    def _normalize_url_path(self, path):
        normalize, double_encode = self.path_form
        path = normalize_url_path(path) if normalize else path
        return quote(path, safe="/~") if double_encode else path


class HeaderAuth(Recording, SigV4Auth):
    pass


class QueryAuth(Recording, SigV4QueryAuth):
    pass


def spelled(pairs, spelling):
    """The query as it goes over the wire, in one of the ways in which clients write the same pairs."""

    def encode(text):
        if spelling == "raw":
            return "".join(c if c not in "%&=+# \"\t" else quote(c) for c in text)
        if spelling == "plus":
            return quote(text, safe=" -_.~").replace(" ", "+")
        if spelling == "lower":
            encoded = quote(text, safe="-_.~")
            return "".join(c.lower() if i and encoded[max(0, i - 2) : i].find("%") >= 0 else c for i, c in enumerate(encoded))
        if spelling == "everything":
            return "".join(f"%{byte:02X}" for byte in text.encode())
        return quote(text, safe="-_.~")

    return "&".join(encode(k) if v is None else f"{encode(k)}={encode(v)}" for k, v in pairs)


def add(name, *, form="header", method="POST", scheme="https", host=ECR, path="/", pairs=(), spelling="canonical",
        headers=(), body="{}", body_count=1, token=None, secret=SECRET_KEY, region="us-east-1", service="ecr",
        time=NOON, expires=3600, path_form=(True, True), unsigned=False):
    if form == "query":
        body = ""
    headers = [list(header) for header in headers]
    query = spelled(pairs, spelling)
    url = f"{scheme}://{host}{path}"
    if form == "query" and query:
        url += "?" + query
    data = body.encode() * body_count
    request = AWSRequest(method=method, url=url, data=data or None)
    if form == "header" and pairs:
        request.params = [(k, v or "") for k, v in pairs]
    for key, value in headers:
        request.headers[key] = value
    if unsigned:
        request.context["payload_signing_enabled"] = False
        headers.append(["X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD"])
        if form == "query":
            request.headers["X-Amz-Content-SHA256"] = "UNSIGNED-PAYLOAD"

    keys = Credentials(ACCESS_KEY, secret, token)
    auth = HeaderAuth(keys, service, region) if form == "header" else QueryAuth(keys, service, region, expires)
    auth.path_form = path_form
    now = datetime.datetime.fromtimestamp(time, datetime.timezone.utc)
    request.context["timestamp"] = now.strftime("%Y%m%dT%H%M%SZ")
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda: now):
        auth.add_auth(request)

    vector = {
        "name": name, "form": form, "method": method, "scheme": scheme, "host": host, "path": path, "query": query,
        "headers": headers, "body": body, "body_count": body_count, "unsigned": unsigned, "secret": secret,
        "token": token or "", "region": region, "service": service, "time": time, "normalize": path_form[0],
        "double_encode": path_form[1],
    }
    vector = {key: value for key, value in vector.items() if value != DEFAULTS.get(key)}
    vector["canonical_request"] = auth.recorded
    if form == "header":
        vector["date"] = request.headers["X-Amz-Date"]
        vector["expected"] = request.headers["Authorization"]
    else:
        signed = urlsplit(request.url)
        vector["expires"] = expires
        vector["expected"] = f"{scheme}://{_host_from_url(url)}{signed.path or '/'}?{signed.query}"
    vectors.append(vector)


PATHS = [
    "", "/", "//", "///", "/.", "/..", "/./", "/../", "/a", "/a/", "/a/b", "/a//b", "//a///b//", "/a/./b", "/a/../b",
    "/a/b/..", "/a/b/.", "/a/b/../", "/a/b/../..", "/a/../../b", "/a/b/c/./../../g", "/...", "/.a", "/..a", "/a..",
    "/custom/", "/custom/v2/", "/a%20b", "/a%2Fb", "/a%2fb", "/%E1%88%B4", "/%25", "/100%25", "/a%252Fb", "/%2e%2e/a",
    "/a+b", "/a b", "/ /", "/\u1234", "/gr\u00fc\u00dfe/\u65e5\u672c", "/\U0001f433/whale", "/a:b", "/a@b", "/a=b&c", "/a;b,c",
    "/a~b-c_d.e", "/!$'()*", "/a|b^c`d", "/{a}/<b>", "/a\"b", "/[a]", "/a\\b",
]

QUERIES = {
    "single": [("a", "b")],
    "unsorted": [("b", "2"), ("a", "1"), ("c", "3")],
    "repeated": [("a", "2"), ("a", "1"), ("a", "10")],
    "repeated with prefix": [("ab", "1"), ("a", "b1"), ("a", "b"), ("a-", "1"), ("a.", "1"), ("a~", "1"), ("aB", "1")],
    "no value": [("a", None), ("b", ""), ("c", "1")],
    "empty name": [("", "1"), ("a", "1")],
    "case matters": [("B", "1"), ("a", "1"), ("A", "1"), ("b", "1")],
    "digits": [("a10", "1"), ("a2", "1"), ("2", "1"), ("10", "1")],
    "space": [("a b", "c d"), ("e", " f ")],
    "unicode": [("\u1234", "bar"), ("gr\u00fc\u00dfe", "\u65e5\u672c"), ("whale", "\U0001f433")],
    "unicode order": [("\u00e9", "1"), ("z", "1"), ("\uffee", "1"), ("\U0001f433", "1")],
    "reserved": [("a", "!*'();:@&=+$,/?#[]"), ("b/c", "d?e")],
    "unreserved": [("aZ09-_.~", "aZ09-_.~")],
    "percent": [("a", "100%"), ("b", "%41"), ("%", "%%")],
    "equals in value": [("a", "b=c==")],
    "plus": [("a", "1+1"), ("a+b", "c")],
    "encoded order differs": [("a", "/"), ("a", "0"), ("a", "-"), ("a", "~"), ("a", "A")],
    "sts": [("Action", "GetCallerIdentity"), ("Version", "2011-06-15")],
}

HEADERS = {
    "none": [],
    "json": JSON_HEADERS,
    "outer space": [["X-Custom", "   value   "]],
    "inner space": [["X-Custom", "a   b      c"]],
    "tabs": [["X-Custom", "\ta\t\tb \t c\t"]],
    "quoted space": [["X-Custom", '"a   b"  "c"']],
    "empty": [["X-Custom", ""]],
    "only space": [["X-Custom", "    "]],
    "duplicates": [["X-Custom", "b"], ["X-Custom", "a"], ["X-Custom", "c"]],
    "duplicates in several cases": [["X-Custom", "1"], ["x-custom", " 2  3 "], ["X-CUSTOM", ""]],
    "duplicates apart": [["X-Two", "1"], ["X-One", "1"], ["X-Two", "0"]],
    "order": [["X-B", "1"], ["X-A", "2"], ["A", "3"], ["Z", "4"], ["X-A-B", "5"], ["X_A", "6"], ["X.A", "7"], ["X1", "8"]],
    "order around the date": [["X-Amz-Dat", "1"], ["X-Amz-Date2", "2"], ["X-Amz", "3"], ["Hos", "4"], ["Hosts", "5"]],
    "unsigned": [["User-Agent", "a  b"], ["Connection", "keep-alive"], ["Expect", "100-continue"], ["X-Amzn-Trace-Id", "r"],
                 ["Transfer-Encoding", "chunked"], ["TE", "x"], ["Trailer", "x"], ["Upgrade", "x"], ["Keep-Alive", "x"],
                 ["Proxy-Authenticate", "x"], ["Proxy-Authorization", "x"], ["x-signed", "yes"]],
    "of an earlier attempt": [["Authorization", "old"], ["X-Amz-Date", "20000101T000000Z"]],
    "unicode": [["X-Custom", "gr\u00fc\u00dfe  \u65e5\u672c"]],
    "punctuation": [["X-Custom", "a,b;c:d=e\"f'g\\h%20i"]],
    "sdk": JSON_HEADERS + [["amz-sdk-invocation-id", "d5c9e4d6-0c4c-4d3a-9a6b-000000000000"],
                           ["amz-sdk-request", "attempt=1; max=3"], ["Content-Length", "2"], ["User-Agent", "ecr-cpp/1"]],
    "long": [["X-Custom", "abcdefgh" * 200], ["X-Spaced", "a  b " * 200]],
}

HOSTS = [
    ("https", ECR), ("https", ECR + ":443"), ("https", ECR + ":8443"), ("https", ECR + ":80"), ("http", ECR),
    ("http", ECR + ":80"), ("http", ECR + ":443"), ("http", "localhost:4566"), ("http", "127.0.0.1:4566"),
    ("https", "API.ECR.us-east-1.AmazonAWS.com"), ("https", "Example.COM:443"), ("https", "EXAMPLE.com:8443"),
    ("https", "[::1]"), ("https", "[::1]:443"), ("http", "[::1]:4566"), ("https", "[2001:DB8::A]:8443"),
    ("https", "[::ffff:192.0.2.1]"), ("https", "a"), ("https", "under_score.example"), ("https", "ecr.eu-west-1.api.aws"),
    ("https", "api.ecr.cn-north-1.amazonaws.com.cn"), ("https", "example.com."), ("https", "xn--bcher-kva.example"),
]

BODIES = [("", 1), ("{}", 1), ('{"repositoryName":"web"}', 1), ("gr\u00fc\u00dfe \U0001f433", 1), ("\x00\x01\n\r", 1),
          ("0123456789abcdef", 4), ("x", 55), ("x", 56), ("x", 63), ("x", 64), ("x", 65), ("x", 4096), ("layer ", 500000)]

SCOPES = [("us-east-1", "ecr"), ("eu-central-1", "sts"), ("cn-north-1", "ecr"), ("us-gov-west-1", "ecr"),
          ("us-iso-east-1", "execute-api"), ("x", "y")]

TIMES = [0, 86399, 86400, 951782400, 1440938160, 1709164799, 1709164800, 1735689599, 4102444800]


def fixed():
    for form in ("header", "query"):
        for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"):
            add(f"method {method}", form=form, method=method)
        for name, headers in HEADERS.items():
            if form == "query" and name == "of an earlier attempt":
                continue
            add(f"headers {name}", form=form, headers=headers)
            add(f"headers {name} and token", form=form, headers=headers, token=TOKEN)
        for scheme, host in HOSTS:
            add(f"host {scheme} {host}", form=form, scheme=scheme, host=host)
        for region, service in SCOPES:
            add(f"scope {region} {service}", form=form, region=region, service=service)
        for time in TIMES:
            add(f"time {time}", form=form, time=time)
        for secret in (LONG_SECRET, "S", "x" * 59, "x" * 60, "x" * 61):
            add(f"secret of {len(secret)}", form=form, secret=secret)
        add("unsigned payload", form=form, unsigned=True)
    for path in PATHS:
        add(f"path {path}", path=path)
    for path in PATHS:
        if not any(c <= " " or c > "~" for c in path):
            add(f"path {path}", form="query", path=path)
    for path_form in ((True, False), (False, True), (False, False)):
        for path in ("/", "/a/../b", "/a//b%20c/./", "/%E1%88%B4/.."):
            add(f"path {path} with {path_form}", path=path, path_form=path_form)
            add(f"path {path} with {path_form}", form="query", path=path, path_form=path_form)
    for name, pairs in QUERIES.items():
        for spelling in ("canonical", "raw", "plus", "lower", "everything"):
            add(f"query {name}, {spelling}", method="GET", pairs=pairs, spelling=spelling, body="")
    for name in QUERIES:
        if len({key for key, _ in QUERIES[name]}) == len(QUERIES[name]):
            add(f"query {name}", form="query", method="GET", pairs=QUERIES[name])
            add(f"query {name} and token", form="query", method="GET", pairs=QUERIES[name], token=TOKEN, spelling="plus")
    for body, count in BODIES:
        add(f"body {count} times {len(body)}", body=body, body_count=count)
    for expires in (1, 60, 604800):
        add(f"expires {expires}", form="query", expires=expires)


def mixed(rng, count):
    for number in range(count):
        scheme, host = rng.choice(HOSTS)
        region, service = rng.choice(SCOPES)
        headers = [header for name in rng.sample(sorted(HEADERS), 3) for header in HEADERS[name]]
        pairs = [pair for name in rng.sample(sorted(QUERIES), rng.randint(0, 3)) for pair in QUERIES[name]]
        rng.shuffle(headers)
        rng.shuffle(pairs)
        body, body_count = rng.choice(BODIES[:-1])
        add(f"mixed {number}", method=rng.choice(("GET", "POST", "PUT")), scheme=scheme, host=host, path=rng.choice(PATHS),
            pairs=pairs, spelling=rng.choice(("canonical", "raw", "plus", "lower", "everything")), headers=headers,
            body=body, body_count=body_count, token=rng.choice((None, TOKEN)), region=region, service=service,
            time=rng.randrange(4102444800))


def main():
    fixed()
    mixed(random.Random(20150830), 60)
    target = pathlib.Path(__file__).resolve().parent.parent / "sigv4_vectors.json"
    lines = ",\n".join(json.dumps(vector, separators=(",", ":")) for vector in vectors)
    target.write_text("{\n\"defaults\":" + json.dumps(DEFAULTS) + ",\n\"vectors\":[\n" + lines + "\n]}\n")
    print(f"{len(vectors)} vectors, {hashlib.sha256(target.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
