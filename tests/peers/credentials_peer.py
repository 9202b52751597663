"""Has botocore get keys from the companions of the emulator, in each way that it knows, and call ECR with them."""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest.mock
import urllib.request

import served

served.without_environment()
try:
    import boto3
    import botocore.exceptions
    from botocore.config import Config
    from botocore.credentials import ContainerMetadataFetcher
    from botocore.session import Session
    from botocore.utils import InstanceMetadataFetcher
except ImportError:
    print("skipped: boto3 is not installed (python3-boto3)")
    raise SystemExit(0)

REGION = "us-east-1"
ROLE = "arn:aws:iam::210987654321:role/team/reader"
ONCE = {"config": Config(retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60)}


def client(server, service, keys=None):
    """One with these keys, or with those that the emulator has announced."""
    known = keys or {
        "AccessKeyId": server.variables["AWS_ACCESS_KEY_ID"],
        "SecretAccessKey": server.variables["AWS_SECRET_ACCESS_KEY"],
    }
    return boto3.session.Session().client(
        service,
        region_name=REGION,
        endpoint_url=server.url,
        aws_access_key_id=known["AccessKeyId"],
        aws_secret_access_key=known["SecretAccessKey"],
        aws_session_token=known.get("SessionToken"),
        **ONCE,
    )


def registry(server, keys):
    return client(server, "ecr", keys).describe_registry()["registryId"]


def refused(code, status, call, **parameters):
    try:
        answer = call(**parameters)
    except botocore.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == code, error.response
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error.response
    else:
        raise AssertionError(f"not refused with {code}: {answer}")


def identity(server, life):
    def part(text):
        return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()

    claims = {"iss": "https://idp.example", "sub": "pod", "aud": "sts.amazonaws.com", "exp": int(time.time()) + life}
    return ".".join(part(each) for each in (json.dumps({"alg": "RS256"}), json.dumps(claims), "signature"))


def roles(server):
    sts = client(server, "sts")
    who = sts.get_caller_identity()
    assert who["Account"] == "123456789012", who
    assert len(who["ResponseMetadata"]["RequestId"]) == 36, who

    answer = sts.assume_role(RoleArn=ROLE, RoleSessionName="me@work", DurationSeconds=900)
    keys = answer["Credentials"]
    assert answer["AssumedRoleUser"]["Arn"] == "arn:aws:sts::210987654321:assumed-role/reader/me@work", answer
    assert 890 < keys["Expiration"].timestamp() - time.time() <= 900, answer
    assert registry(server, keys) == "210987654321"
    assert client(server, "sts", keys).get_caller_identity()["Arn"] == answer["AssumedRoleUser"]["Arn"]

    refused("ValidationError", 400, sts.assume_role, RoleArn=ROLE, RoleSessionName="me", DurationSeconds=43201)
    refused("MalformedPolicyDocument", 400, sts.assume_role, RoleArn=ROLE, RoleSessionName="me", Policy="{")
    stranger = {"AccessKeyId": "AKIAUNKNOWN", "SecretAccessKey": "secret"}
    refused("InvalidClientTokenId", 403, client(server, "sts", stranger).get_caller_identity)
    server.advance(900)
    refused("ExpiredToken", 403, client(server, "sts", keys).get_caller_identity)
    refused("ExpiredTokenException", 400, client(server, "ecr", keys).describe_registry)
    return answer


def web_identity(server):
    sts = client(server, "sts")
    token = identity(server, 6000)
    answer = sts.assume_role_with_web_identity(RoleArn=ROLE, RoleSessionName="pod", WebIdentityToken=token)
    assert answer["SubjectFromWebIdentityToken"] == "pod", answer
    assert answer["Audience"] == "sts.amazonaws.com", answer
    assert registry(server, answer["Credentials"]) == "210987654321"
    ask = sts.assume_role_with_web_identity
    refused("InvalidIdentityToken", 400, ask, RoleArn=ROLE, RoleSessionName="pod", WebIdentityToken="none")
    over = identity(server, -1)
    refused("ExpiredTokenException", 400, ask, RoleArn=ROLE, RoleSessionName="pod", WebIdentityToken=over)


def presigned(server):
    """As the token is that shows an EKS cluster who somebody is."""
    url = client(server, "sts").generate_presigned_url("get_caller_identity", ExpiresIn=60, HttpMethod="GET")
    with urllib.request.urlopen(url, timeout=20) as answer:
        assert b"<Account>123456789012</Account>" in answer.read()


def instance(server):
    fetched = InstanceMetadataFetcher(base_url=server.url + "/", env={}).retrieve_iam_role_credentials()
    assert fetched["role_name"] == "emulator", fetched
    keys = {
        "AccessKeyId": fetched["access_key"],
        "SecretAccessKey": fetched["secret_key"],
        "SessionToken": fetched["token"],
    }
    assert registry(server, keys) == "123456789012"


def container(server):
    fetched = ContainerMetadataFetcher().retrieve_full_uri(server.url + "/v2/credentials/emulator")
    keys = {
        "AccessKeyId": fetched["AccessKeyId"],
        "SecretAccessKey": fetched["SecretAccessKey"],
        "SessionToken": fetched["Token"],
    }
    assert registry(server, keys) == "123456789012"


def by_variables(server, variables):
    """What a session finds that knows nothing but these."""
    with unittest.mock.patch.dict(os.environ, variables):
        os.environ.pop("AWS_EC2_METADATA_DISABLED")
        found = Session().get_credentials()
        assert found, variables
        keys = found.get_frozen_credentials()
        frozen = {"AccessKeyId": keys.access_key, "SecretAccessKey": keys.secret_key, "SessionToken": keys.token}
        return found.method, registry(server, frozen)


def chain(server):
    name = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
    found = by_variables(server, {name: server.variables[name]})
    assert found == ("iam-role", "123456789012"), found
    found = by_variables(server, {"AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url + "/v2/credentials/emulator"})
    assert found == ("container-role", "123456789012"), found


def single_sign_on(server):
    left = server.control("POST", "sso-login", {"account": "210987654321", "role": "reader"})
    assert left["path"].startswith("~/.aws/sso/cache/"), left
    token = json.loads(left["text"])
    oidc = client(server, "sso-oidc")
    asked = {"clientId": token["clientId"], "clientSecret": token["clientSecret"], "grantType": "refresh_token"}
    renewed = oidc.create_token(refreshToken=token["refreshToken"], **asked)
    assert renewed["tokenType"] == "Bearer" and renewed["expiresIn"] == 28800, renewed
    try:
        oidc.create_token(refreshToken=token["refreshToken"], **asked)
    except oidc.exceptions.InvalidGrantException as error:
        assert error.response["error"] == "invalid_grant", error.response
    else:
        raise AssertionError("a refresh token was good for two uses")
    ask = client(server, "sso").get_role_credentials
    wanted = {"accountId": "210987654321", "roleName": "reader", "accessToken": renewed["accessToken"]}
    keys = ask(**wanted)["roleCredentials"]
    assert 3590 < keys["expiration"] / 1000 - time.time() <= 3600 + 900, keys
    named = {"AccessKeyId": keys["accessKeyId"], "SecretAccessKey": keys["secretAccessKey"]}
    assert registry(server, named | {"SessionToken": keys["sessionToken"]}) == "210987654321"
    refused("ForbiddenException", 403, ask, **(wanted | {"roleName": "other"}))
    refused("UnauthorizedException", 401, ask, **(wanted | {"accessToken": "none"}))


def proof_of(key, url, identity):
    """A DPoP header for this URL, made by the command line tool of OpenSSL."""

    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    def number(der):
        """The integer that DER begins with, in 32 bytes, and the rest."""
        return der[2 : 2 + der[1]].lstrip(b"\0").rjust(32, b"\0"), der[2 + der[1] :]

    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
        file.write(key)
        file.flush()

        def openssl(*words, data=b""):
            return subprocess.run(["openssl", *words, file.name], input=data, capture_output=True, check=True).stdout

        point = openssl("ec", "-pubout", "-outform", "DER", "-in")[-64:]
        jwk = {"kty": "EC", "crv": "P-256", "x": part(point[:32]), "y": part(point[32:])}
        claims = {"jti": identity, "htm": "POST", "htu": url, "iat": int(time.time())}
        header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk}
        text = part(json.dumps(header).encode()) + "." + part(json.dumps(claims).encode())
        r, rest = number(openssl("dgst", "-sha256", "-sign", data=text.encode())[2:])
        return text + "." + part(r + number(rest)[0])


def signed_in(server):
    """Renews a session of `aws login`; false where botocore is too old, or OpenSSL has no program."""
    if "signin" not in Session().get_available_services() or not shutil.which("openssl"):
        return False
    token = json.loads(server.control("POST", "login", {})["text"])
    signin = client(server, "signin")
    proofs = []
    signin.meta.events.register("before-call", lambda params, **_: params["headers"].update({"DPoP": proofs[-1]}))
    asked = {"clientId": token["clientId"], "grantType": "refresh_token", "refreshToken": token["refreshToken"]}
    renew = signin.create_o_auth2_token
    url = server.url + "/v1/token"

    proofs.append(proof_of(token["dpopKey"], server.url + "/v1/other", "first"))
    refused("ValidationException", 400, renew, tokenInput=asked)
    proofs.append(proof_of(token["dpopKey"], url, "second"))
    answer = renew(tokenInput=asked)["tokenOutput"]
    assert answer["tokenType"] == "aws_sigv4" and 0 < answer["expiresIn"] <= 900, answer
    keys = answer["accessToken"]
    named = {"AccessKeyId": keys["accessKeyId"], "SecretAccessKey": keys["secretAccessKey"]}
    assert registry(server, named | {"SessionToken": keys["sessionToken"]}) == "123456789012"
    refused("ValidationException", 400, renew, tokenInput=asked | {"refreshToken": answer["refreshToken"]})
    proofs.append(proof_of(token["dpopKey"], url, "third"))
    refused("AccessDeniedException", 403, renew, tokenInput=asked)
    return True


def main(program):
    with served.emulator(program) as server:
        roles(server)
        web_identity(server)
        presigned(server)
        instance(server)
        container(server)
        chain(server)
        single_sign_on(server)
        more = " and aws login" if signed_in(server) else ""
    print(f"boto3 {boto3.__version__}: keys from STS, instance metadata, container agent, SSO{more}")


if __name__ == "__main__":
    main(sys.argv[1])
