#!/usr/bin/env python3
"""Writes tests/wire/credentials.json: which keys botocore (1.43 or later) finds in variables, shared files, programs and
services, for tests/wire/credentials.cpp.

Each sample is a set of variables and files, and perhaps a profile that code names. No request leaves the process: each is
noted in one line and answered with keys that are called after it. What comes out is the keys, the provider that they are
from and the lines; or that there are none, or an error. `{home}` stands for the home folder.
"""

import contextlib
import hashlib
import itertools
import json
import os
import pathlib
import tempfile
import urllib.parse
from unittest import mock

import botocore
import botocore.awsrequest
import botocore.credentials
import botocore.httpsession
import botocore.session
import botocore.tokens

LATER = "2099-01-01T00:00:00Z"
PAST = "2020-01-01T00:00:00Z"
ROLE = "arn:aws:iam::210987654321:role/"


def section(heading, **properties):
    return f"[{heading}]\n" + "".join(f"{key} = {value}\n" for key, value in properties.items() if value is not None)


def keys_of(name, token=False):
    made = {"aws_access_key_id": "AKID" + name.upper(), "aws_secret_access_key": "secret+" + name}
    return made | ({"aws_session_token": "token/" + name + "=="} if token else {})


def in_variables(name, token=False):
    return {key.upper(): value for key, value in keys_of(name, token).items()}


def given(**all_of_them):
    return {name: value for name, value in all_of_them.items() if value is not None}


def sample(kind, variables=None, config="", credentials="", files=None, profile=None):
    world = {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true"} | (variables or {})
    found = {"~/.aws/config": config, "~/.aws/credentials": credentials} | (files or {})
    return kind, world, {path: text for path, text in found.items() if text}, profile


def environments():
    choices = itertools.product((None, "AKIDENV", ""), (None, "secret+env", ""), (None, "token/env==", ""), (False, True))
    for key, secret, token, shared in choices:
        yield sample("variables", given(AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=secret, AWS_SESSION_TOKEN=token),
                     credentials=section("default", **keys_of("shared")) if shared else "")
    for more in ({"AWS_SECURITY_TOKEN": "old"}, {"AWS_SECURITY_TOKEN": "old", "AWS_SESSION_TOKEN": "new"},
                 {"AWS_CREDENTIAL_EXPIRATION": LATER}, {"AWS_CREDENTIAL_EXPIRATION": PAST},
                 {"AWS_CREDENTIAL_EXPIRATION": "soon"}, {"AWS_ACCOUNT_ID": "123456789012"}, {"AWS_ACCOUNT_ID": ""},
                 {"AWS_PROFILE": "dev"}, {"AWS_PROFILE": "absent"}):
        dev = section("dev", **keys_of("dev"))
        yield sample("variables and more", in_variables("env") | more, credentials=dev)
    for profile in ("dev", "default", "absent"):
        both = section("dev", **keys_of("dev")) + section("default", **keys_of("default"))
        yield sample("variables and a profile in code", in_variables("env"), credentials=both, profile=profile)


def profiles():
    for in_config, in_shared, named in itertools.product((None, "id", "secret", "both"), (None, "id", "secret", "both"), (0, 1)):
        def part(which, name):
            return {key: value for key, value in keys_of(name, token=which == "both").items()
                    if which == "both" or key.startswith("aws_access") == (which == "id") and which}
        heading = "dev" if named else "default"
        yield sample("profile", {"AWS_PROFILE": "dev"} if named else {},
                     section("profile dev" if named else heading, **part(in_config, "config")) if in_config else "",
                     section(heading, **part(in_shared, "shared")) if in_shared else "")
    for where in ("config", "credentials"):
        text = section("default", **keys_of("own"), aws_account_id="123456789012")
        yield sample("profile with an account", **{where: text})
    yield sample("profile", credentials=section("default", aws_access_key_id="", aws_secret_access_key=""))
    yield sample("profile", credentials=section("default", aws_access_key_id="A", aws_secret_access_key=""))
    yield sample("profile", {"AWS_PROFILE": "absent"}, section("default", **keys_of("config")))


def roles():
    base = section("profile base", **keys_of("base", token=True))

    def role(name="reader", heading="default", **more):
        return section(heading, role_arn=ROLE + name, **more)
    for more in ({}, {"role_session_name": "me"}, {"external_id": "4 & 2"}, {"duration_seconds": "900"},
                 {"duration_seconds": "many"}, {"mfa_serial": "arn:aws:iam::123456789012:mfa/me"}, {"region": "us-west-2"},
                 {"role_session_name": "me", "external_id": "xyz", "duration_seconds": "3600"}):
        yield sample("role", config=role(source_profile="base", **more) + base)
    for more in ({"AWS_ENDPOINT_URL_STS": "http://127.0.0.1:4566"}, {"AWS_DEFAULT_REGION": "cn-north-1"},
                 {"AWS_USE_FIPS_ENDPOINT": "true"}, {"AWS_USE_DUALSTACK_ENDPOINT": "true"}, in_variables("env")):
        yield sample("role", more, role(source_profile="base") + base)
    yield sample("role", config=role(source_profile="base"), credentials=section("base", **keys_of("base")))
    yield sample("role", credentials=section("default", role_arn=ROLE + "reader", source_profile="base") +
                 section("base", **keys_of("base")))
    chains = (
        role(source_profile="a") + role("a", "profile a", source_profile="base") + base,
        role(source_profile="a") + role("a", "profile a", source_profile="b") + role("b", "profile b", source_profile="base") + base,
        role(source_profile="a") + role("a", "profile a", source_profile="default"),
        role(source_profile="a") + role("a", "profile a", source_profile="a"),
        role(source_profile="default"), role(source_profile="default", **keys_of("own")),
        role(source_profile="a") + role("a", "profile a", source_profile="a", **keys_of("a")),
        role(source_profile="a") + role("a", "profile a", source_profile="base", **keys_of("a")) + base,
        role(source_profile="absent"), role(), role(**keys_of("own")), role(source_profile="base", **keys_of("own")) + base,
        role(source_profile="base", credential_source="Environment") + base, role(credential_source="Nowhere"),
        role(source_profile="base") + section("profile base"), role(source_profile="base") + section("profile base", aws_access_key_id="A"),
        section("default", source_profile="base") + base, section("default", role_arn=ROLE + "reader", source_profile="") + base,
        section("default", role_arn="", source_profile="base", **keys_of("own")) + base,
    )
    for text in chains:
        yield sample("chain of roles", config=text)
    container = {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/creds"}
    yield sample("role and a source", container, role(credential_source="EcsContainer"))
    yield sample("role and a source", {"AWS_EC2_METADATA_DISABLED": "false"}, role(credential_source="Ec2InstanceMetadata"))
    yield sample("role and a source", {}, role(credential_source="EcsContainer"))
    named = role("reader", "profile dev", credential_source="Environment")
    yield sample("role and a source", in_variables("env"), named, profile="dev")
    yield sample("role and a source", {}, named, profile="dev")
    yield sample("role and a source", in_variables("env") | {"AWS_PROFILE": "dev"}, named)
    program = section("profile base", credential_process="echo '" + json.dumps(document()) + "'")
    yield sample("role from a program", config=role(source_profile="base") + program)
    token = {"{home}/token": "a.b.c"}
    web = section("profile base", role_arn=ROLE + "web", web_identity_token_file="{home}/token")
    yield sample("role from a web identity", config=role(source_profile="base") + web, files=token)
    sso, files = single_sign_on(heading="profile base")
    yield sample("role from SSO", config=role(source_profile="base") + sso, files=files)


def web_identities():
    own = {"AWS_WEB_IDENTITY_TOKEN_FILE": "{home}/token", "AWS_ROLE_ARN": ROLE + "web"}
    token = {"{home}/token": "a.b.c"}
    static = section("default", **keys_of("shared"))
    yield sample("web identity", own, files=token)
    yield sample("web identity", own | {"AWS_ROLE_SESSION_NAME": "pod"}, files=token)
    yield sample("web identity", own)
    yield sample("web identity", {"AWS_WEB_IDENTITY_TOKEN_FILE": "{home}/token"}, files=token)
    yield sample("web identity", {"AWS_ROLE_ARN": ROLE + "web"}, files=token)
    yield sample("web identity", own | in_variables("env"), files=token)
    yield sample("web identity", own, credentials=static, files=token)
    yield sample("web identity", own, config=static, files=token)
    yield sample("web identity", own, config=section("default", region="eu-west-1"), files=token)
    yield sample("web identity", own | {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/creds"}, files=token)
    inside = {"role_arn": ROLE + "profile", "web_identity_token_file": "{home}/token"}
    yield sample("web identity in the profile", config=section("default", **inside), files=token)
    yield sample("web identity in the profile", config=section("default", role_session_name="me", **inside), files=token)
    yield sample("web identity in the profile", config=section("default", **inside))
    yield sample("web identity in the profile", config=section("default", web_identity_token_file="{home}/token"), files=token)
    yield sample("web identity in the profile", config=section("default", **inside, **keys_of("own")), files=token)
    yield sample("web identity in the profile", own, config=section("default", **inside), files=token)
    yield sample("web identity in the profile", config=section("default", source_profile="base", **inside) +
                 section("profile base", **keys_of("base")), files=token)


def single_sign_on(heading="default", end=LATER, session="work", more=None, in_session=None, **token):
    name = hashlib.sha1((session or "https://start").encode()).hexdigest()
    text = {"startUrl": "https://start", "region": "us-east-1", "accessToken": "sso-token", "expiresAt": end} | token
    inside = {"sso_account_id": "123456789012", "sso_role_name": "reader", "sso_session": session}
    place = {"sso_start_url": "https://start", "sso_region": "us-east-1"}
    config = section(heading, **inside, **({} if session else place), **(more or {}))
    if session:
        config += section("sso-session " + session, **(place | (in_session or {})))
    return config, {f"~/.aws/sso/cache/{name}.json": json.dumps(text)}


def sso():
    renewable = {"refreshToken": "refresh", "clientId": "client", "clientSecret": "s", "registrationExpiresAt": LATER}
    shapes = ({}, {"session": None}, {"end": PAST}, {"session": None, "end": PAST}, {"end": PAST} | renewable,
              {"end": PAST} | renewable | {"registrationExpiresAt": PAST}, {"session": None, "end": PAST} | renewable, renewable,
              {"accessToken": ""}, {"more": keys_of("own")}, {"more": {"sso_region": "us-east-1"}},
              {"more": {"sso_region": "eu-west-1"}}, {"more": {"sso_role_name": None}}, {"more": {"sso_account_id": None}},
              {"in_session": {"sso_region": None}}, {"in_session": {"sso_start_url": None}},
              {"session": None, "more": {"sso_region": None}}, {"session": None, "more": {"sso_start_url": None}},
              {"more": {"credential_process": "echo no"}}, {"more": {"role_arn": ROLE + "x"}})
    for shape in shapes:
        shape = dict(shape)
        more = shape.pop("more", {})
        removed = [key for key, value in more.items() if value is None]
        config, files = single_sign_on(more={key: value for key, value in more.items() if not key.startswith("sso_role") and
                                             not key.startswith("sso_account") and value is not None}, **shape)
        for key in removed:
            config = "".join(line for line in config.splitlines(True) if not line.startswith(key))
        yield sample("sso", config=config, files=files)
    config, files = single_sign_on()
    yield sample("sso", config=config)
    yield sample("sso", config=config, files={path: "{" for path in files})
    yield sample("sso", config=config.replace("[sso-session work]", "[sso-session other]"), files=files)
    yield sample("sso", credentials=section("default", **keys_of("shared")), config=config, files=files)
    yield sample("sso", in_variables("env"), config=config, files=files)
    yield sample("sso", config=section("default", sso_session="work"), files=files)
    yield sample("sso", {"AWS_ENDPOINT_URL_SSO": "http://127.0.0.1:4566"}, config=config, files=files)


def login():
    session = "arn:aws:iam::123456789012:user/me"
    path = "/.aws/login/cache/" + hashlib.sha256(session.encode()).hexdigest() + ".json"
    text = {"accessToken": {"accessKeyId": "AKIDLOGIN", "secretAccessKey": "secret+login", "sessionToken": "token/login==",
                            "accountId": "123456789012", "expiresAt": LATER}, "tokenType": "aws_sigv4",
            "refreshToken": "refresh", "clientId": "arn:aws:signin:::devtools/same-device", "dpopKey": "none", "idToken": "id"}
    config = section("default", login_session=session)
    yield sample("login", config=config, files={"~" + path: json.dumps(text)})
    yield sample("login", config=config)
    yield sample("login", config=config, files={"~" + path: "{"})
    yield sample("login", config=config, credentials=section("default", **keys_of("shared")), files={"~" + path: json.dumps(text)})
    yield sample("login", config=section("default", login_session=session, **keys_of("config")), files={"~" + path: json.dumps(text)})
    yield sample("login", {"AWS_LOGIN_CACHE_DIRECTORY": "{home}/sessions"}, config=config,
                 files={"~/sessions/" + path.rpartition("/")[2]: json.dumps(text)})
    for name in ("refreshToken", "clientId", "dpopKey", "accessToken"):
        lacking = {key: value for key, value in text.items() if key != name}
        yield sample("login without " + name, config=config, files={"~" + path: json.dumps(lacking)})


def document(**changes):
    made = {"Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "secret+process"} | changes
    return {key: value for key, value in made.items() if value is not None}


def processes():
    documents = (document(), document(SessionToken="token/process=="), document(SessionToken="t", Expiration=LATER),
                 document(SessionToken="t", Expiration=PAST), document(AccountId="123456789012"), document(Version=2),
                 document(Version=None), document(AccessKeyId=None), document(SecretAccessKey=None), document(Expiration="soon"))
    for each in documents:
        yield sample("program", config=section("default", credential_process="echo '" + json.dumps(each) + "'"))
    good = "echo '" + json.dumps(document()) + "'"
    commands = ("echo garbage", "echo", "false", "/absent/program", "sh -c \"" + good.replace('"', '\\"') + "\"",
                "echo \"" + json.dumps(document()).replace('"', '\\"') + "\"", "echo '" + json.dumps(document()))
    for each in commands:
        yield sample("program", config=section("default", credential_process=each))
    yield sample("program", config=section("default", credential_process=good, aws_account_id="123456789012"))
    yield sample("program", config=section("default", credential_process=good, **keys_of("config")))
    yield sample("program", config=section("default", credential_process=good), credentials=section("default", **keys_of("shared")))
    yield sample("program", credentials=section("default", credential_process=good))
    yield sample("program", in_variables("env"), config=section("default", credential_process=good))
    yield sample("program", {"AWS_PROFILE": "dev"}, config=section("profile dev", credential_process=good))


def services():
    relative = {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/creds?id=1"}
    urls = ("http://127.0.0.1:51679/creds", "http://localhost/creds", "http://[::1]/creds", "http://169.254.170.23/v1/credentials",
            "https://example.com/creds", "http://example.com/creds", "http://127.0.0.1.example.com/creds", "http://10.0.0.1/creds",
            "no url")
    yield sample("container", relative)
    for url in urls:
        yield sample("container", {"AWS_CONTAINER_CREDENTIALS_FULL_URI": url})
    full = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": urls[0]}
    token = {"AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic abc"}
    in_file = {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{home}/token"}
    yield sample("container", relative | full)
    yield sample("container", full | token)
    yield sample("container", relative | token)
    yield sample("container", full | {"AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nb"})
    for text in ("from-file", "from-file\n", "a\nb"):
        yield sample("container", full | token | in_file, files={"{home}/token": text})
    yield sample("container", full | in_file)
    yield sample("container", relative | {"AWS_EC2_METADATA_DISABLED": "false"})
    yield sample("container", relative | in_variables("env"))
    yield sample("container", relative, credentials=section("default", **keys_of("shared")))
    yield sample("container", relative | {"AWS_PROFILE": "absent"})
    enabled = {"AWS_EC2_METADATA_DISABLED": "false"}
    yield sample("instance", enabled)
    yield sample("instance", enabled | {"AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338"})
    yield sample("instance", enabled | {"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"})
    yield sample("instance", enabled, credentials=section("default", **keys_of("shared")))
    yield sample("instance", {"AWS_EC2_METADATA_DISABLED": "TRUE"})


class Body:
    def __init__(self, text):
        self.text = text.encode()

    def stream(self, *_, **__):
        yield self.text


def sts_answer(form, name):
    action = form["Action"]
    return (f"<{action}Response xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><{action}Result><Credentials><AccessKeyId>{name}"
            f"</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>{LATER}"
            "</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>A:b</AssumedRoleId><Arn>arn:aws:sts::210987654321:"
            f"assumed-role/r/s</Arn></AssumedRoleUser></{action}Result></{action}Response>")


def noted(request):
    """One line for a request, and what it is answered with."""
    text = {name.lower(): (value.decode() if isinstance(value, bytes) else value) for name, value in request.headers.items()}
    url = urllib.parse.urlsplit(request.url)
    place = f"{url.scheme}://{url.netloc}"
    body = request.body.decode() if isinstance(request.body, bytes) else request.body or ""
    keys = {"AccessKeyId": "ASIAAGENT", "SecretAccessKey": "secret", "Token": "token", "Expiration": LATER, "Code": "Success"}
    if body.startswith("Action="):
        form = dict(urllib.parse.parse_qsl(body))
        name = form.get("RoleSessionName", "")
        by = text.get("authorization", "").partition("Credential=")[2].partition("/")[0] or "nobody"
        words = [form.get(each, "-") for each in ("RoleArn", "ExternalId", "DurationSeconds", "WebIdentityToken")]
        words.append("-" if name.startswith("botocore-session-") else name)
        return " ".join(["sts", place, form["Action"], by, *words]), sts_answer(form, "ASIA" + words[0].rpartition("/")[2].upper())
    if url.path == "/federation/credentials":
        query = dict(urllib.parse.parse_qsl(url.query))
        given_keys = {"accessKeyId": "ASIASSO", "secretAccessKey": "secret", "sessionToken": "token", "expiration": 4070908800000}
        line = f"sso {place} {query['account_id']} {query['role_name']} {text['x-amz-sso_bearer_token']}"
        return line, json.dumps({"roleCredentials": given_keys})
    if url.path == "/token":
        asked = json.loads(body)
        line = f"oidc {place} {asked['clientId']} {asked['grantType']} {asked['refreshToken']}"
        return line, json.dumps({"accessToken": "new-token", "expiresIn": 3600, "tokenType": "Bearer"})
    if url.path.startswith("/latest/api"):
        return f"instance {place} {request.method}", "a-token"
    if url.path.endswith("/security-credentials/"):
        return f"instance {place} {text.get('x-aws-ec2-metadata-token')}", "a-role"
    if url.path.startswith("/latest/"):
        return f"instance {place} {url.path}", json.dumps(keys)
    return f"container {request.url} {text.get('authorization', '-')}", json.dumps(keys)


def outcome(profile):
    lines = []

    def send(_, request):
        line, answer = noted(request)
        lines.append(line)
        return botocore.awsrequest.AWSResponse(request.url, 200, {"content-type": "application/json"}, Body(answer))

    cache = os.path.expanduser("~/.aws/sso/cache")
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(botocore.httpsession.URLLib3Session, "send", send))
        stack.enter_context(mock.patch("time.sleep"))
        # Which home folder it is was decided when botocore was loaded.
        for each in (botocore.credentials.SSOProvider, botocore.tokens.SSOTokenProvider):
            stack.enter_context(mock.patch.object(each, "_SSO_TOKEN_CACHE_DIR", cache))
        # Of the package awscrt, which is needed for renewals of `aws login`: no sample comes to one.
        stack.enter_context(mock.patch.object(botocore.credentials, "EC", object()))
        try:
            found = botocore.session.Session(profile=profile).get_credentials()
            if found is None:
                return {"requests": lines, "provider": "none"}
            keys = found.get_frozen_credentials()
        except Exception as failure:
            return {"requests": lines, "error": type(failure).__name__}
        return {"requests": lines, "provider": found.method,
                "keys": [keys.access_key, keys.secret_key, keys.token or "", keys.account_id or ""]}


def run(number, kind, variables, files, profile):
    with tempfile.TemporaryDirectory() as home:
        at_home = {name: value.replace("{home}", home) for name, value in variables.items()}
        for path, text in files.items():
            place = pathlib.Path(path.replace("{home}", home).replace("~", home, 1))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text.replace("{home}", home))
        with mock.patch.dict(os.environ, at_home | {"HOME": home, "PATH": os.defpath}, clear=True):
            expected = outcome(profile)
    return {"name": f"{kind} {number}", "variables": variables, "files": files, "profile": profile or "", "expected": expected}


def main():
    assert tuple(map(int, botocore.__version__.split(".")[:2])) >= (1, 43), "aws login came with botocore 1.41"
    samples = []
    for group in (environments, profiles, roles, web_identities, sso, login, processes, services):
        for number, each in enumerate(group()):
            samples.append(run(number, *each))
    lines = ",\n".join(json.dumps(each) for each in samples)
    target = pathlib.Path(__file__).parents[1] / "credentials.json"
    target.write_text('{"made_with": "botocore ' + botocore.__version__ + '", "samples": [\n' + lines + "\n]}\n")
    print(len(samples), "samples")


if __name__ == "__main__":
    main()
