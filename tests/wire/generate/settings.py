#!/usr/bin/env python3
"""Writes tests/wire/settings.json: what botocore (package python3-botocore, 1.31 or later) makes of variables and shared
files, for tests/wire/settings.cpp.

Each sample is a set of variables and two files. What comes out is what a client for ECR really uses: region, endpoint,
retries, certificates and application id, the endpoint of a client for STS, and static keys; or the exception.
"""

import itertools
import json
import os
import pathlib
import tempfile
from unittest import mock

import botocore
import botocore.config
import botocore.retries.standard
import botocore.session

KEYS = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")


def section(heading, **properties):
    return f"[{heading}]\n" + "".join(f"{key} = {value}\n" for key, value in properties.items() if value is not None)


def keys_of(name, token=False):
    made = {"aws_access_key_id": "AKID" + name.upper(), "aws_secret_access_key": "secret+" + name}
    if token:
        made["aws_session_token"] = "token/" + name + "=="
    return made


def variables(**given):
    return {name: value for name, value in given.items() if value is not None}


def regions():
    choices = itertools.product((None, "us-west-1"), (None, "", "us-west-2"), (None, "eu-west-3"), (None, "eu-north-1"),
                                (None, "dev"))
    for new, old, config, credentials, profile in choices:
        env = variables(AWS_REGION=new, AWS_DEFAULT_REGION=old, AWS_PROFILE=profile)
        plain = section("default", region=config) + section("profile dev", region=config and "eu-south-1")
        bare = section("default", region=credentials) + section("dev", region=credentials and "eu-central-2")
        yield "regions", env, plain, bare


def variants():
    names = ("us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "fips-us-east-1",
             "us-gov-west-1-fips", "eu-new-9", "mars-north-1", "eusc-de-east-1")
    for region, fips, dual in itertools.product(names, (None, "true"), (None, "TRUE")):
        yield "variants in variables", variables(AWS_DEFAULT_REGION=region, AWS_USE_FIPS_ENDPOINT=fips,
                                                 AWS_USE_DUALSTACK_ENDPOINT=dual), "", ""
        if fips or dual:
            yield "variants in the profile", {}, section("default", region=region, use_fips_endpoint=fips,
                                                         use_dualstack_endpoint=dual), ""
    for value in ("false", "False", "0", "yes", ""):
        yield "switches", variables(AWS_DEFAULT_REGION="us-east-1", AWS_USE_FIPS_ENDPOINT=value), "", ""
    yield "switches", variables(AWS_DEFAULT_REGION="us-east-1", AWS_USE_FIPS_ENDPOINT="false"), section(
        "default", use_fips_endpoint="true"), ""


def urls():
    ignored = ((None, None), ("true", None), (None, "true"), ("false", "true"))
    for own, any_service, named, profile, (env_off, file_off) in itertools.product(
            (None, "http://own:1"), (None, "http://any:2"), (None, "local"), (None, "http://profile:3"), ignored):
        env = variables(AWS_DEFAULT_REGION="eu-west-1", AWS_ENDPOINT_URL_ECR=own, AWS_ENDPOINT_URL=any_service,
                        AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=env_off)
        config = section("default", services=named, endpoint_url=profile, ignore_configured_endpoint_urls=file_off)
        config += "[services local]\necr =\n  endpoint_url = https://ecr-section:4/path\nsts =\n  endpoint_url = http://sts-section:5\n"
        yield "urls", env, config, ""
    region = {"AWS_DEFAULT_REGION": "eu-west-1"}
    yield "urls", region | {"AWS_ENDPOINT_URL_STS": "http://sts:6"}, "", ""
    yield "urls", region, "[default]\nservices = nowhere\n", ""
    yield "urls", region, "[default]\nservices = empty\nendpoint_url = http://profile:3\n[services empty]\n", ""
    for switch in ("AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"):
        yield "urls with variants", region | {"AWS_ENDPOINT_URL_ECR": "http://own:1", switch: "true"}, "", ""


def retries():
    modes = (None, "legacy", "standard", "adaptive", "Standard", "bogus")
    for mode, most in itertools.product(modes, (None, "1", "7", "0", "-1", "many")):
        yield "retries in variables", variables(AWS_DEFAULT_REGION="eu-west-1", AWS_RETRY_MODE=mode,
                                                AWS_MAX_ATTEMPTS=most), "", ""
        if not (mode and most):
            yield "retries in the profile", {}, section("default", region="eu-west-1", retry_mode=mode,
                                                        max_attempts=most), ""
    yield "retries in both", variables(AWS_RETRY_MODE="adaptive", AWS_MAX_ATTEMPTS="2"), section(
        "default", region="eu-west-1", retry_mode="standard", max_attempts="9"), ""


def credentials():
    env = {key.upper(): value for key, value in keys_of("env", token=True).items()}
    without_token = {key: value for key, value in env.items() if key != "AWS_SESSION_TOKEN"}
    places = itertools.product(({}, env, without_token), (None, keys_of("config"), keys_of("config", token=True)),
                               (None, keys_of("shared"), keys_of("shared", token=True)), (None, "dev"))
    for in_env, in_config, in_shared, profile in places:
        named = variables(AWS_DEFAULT_REGION="eu-west-1", AWS_PROFILE=profile)
        heading = "profile dev" if profile else "default"
        config = section(heading, **in_config) if in_config else section(heading)
        shared = section(profile or "default", **in_shared) if in_shared else ""
        yield "credentials", in_env | named, config, shared
    region = {"AWS_DEFAULT_REGION": "eu-west-1"}
    yield "credentials", region, "", "[default]\naws_access_key_id = A # not a comment to all\naws_secret_access_key = b#c\n"
    yield "credentials", region, "", "[default]\nAWS_Access_Key_Id=UPPER\naws_SECRET_access_key =  a=b==\n"


def files():
    texts = (
        "# only a comment\n", "", "\n\n[default]\n\nregion = eu-west-1\n", "[default]\nregion=eu-west-1",
        "[default]\r\nregion = eu-west-1\r\n", "\ufeff[default]\nregion = eu-west-1\n",
        "[default]\n# a comment\nregion = eu-west-1\n", "[default]\n; a comment\nregion = eu-west-1\n",
        "[default]\nregion = eu-west-1 # a comment\n", "[default]\nregion = eu-west-1 ; a comment\n",
        "[default]\nregion = eu-west-1#a\n", "[default]\nREGION = eu-west-1\n", "[DEFAULT]\nregion = eu-west-1\n",
        "[profile default]\nregion = eu-west-1\n", "[default]\nregion = eu-west-1\n[profile default]\nregion = eu-west-2\n",
        "[profile default]\nregion = eu-west-2\n[default]\nregion = eu-west-1\n",
        "[default]\nretry_mode = adaptive\n[profile default]\nregion = eu-west-2\n",
        "[default]\nregion = eu-west-1\nregion = eu-west-2\n", "[default]\nregion = eu-west-1\n[default]\nregion = eu-west-2\n",
        "[default]\nregion =\n", "[default]\nregion = eu-west-1\ns3 =\n  addressing_style = path\n  region = us-east-1\n",
        "[default]\nregion\n", "region = eu-west-1\n", "[default\nregion = eu-west-1\n", "[default]\n= eu-west-1\n",
        "[default] # a comment\nregion = eu-west-1\n", "[ default ]\nregion = eu-west-1\n", "[default]\n\tregion = eu-west-1\n",
        "[plugins]\ncli = x\n[default]\nregion = eu-west-1\n", "[default]\nregion = eu-west-1\n[other]\nregion = eu-west-2\n",
        "[default]\nregion : eu-west-1\n", "[default]\nregion = \"eu-west-1\"\n", "[default]\nregion = eu-west-1\nca_bundle = /ca.pem\n",
        "[default]\nregion = eu-west-1\nsdk_ua_app_id = an-app\n", "[default]\nregion = %(x)s\n",
    )
    for text in texts:
        yield "file of one profile", {}, text, ""
    dev = ("[profile dev]\nregion = eu-west-1\n", "[profile  dev]\nregion = eu-west-1\n", "[profile\tdev]\nregion = eu-west-1\n",
           "[profile \"dev\"]\nregion = eu-west-1\n", "[profile 'dev']\nregion = eu-west-1\n", "[dev]\nregion = eu-west-1\n",
           "[profiledev]\nregion = eu-west-1\n", "[profile Dev]\nregion = eu-west-1\n", "[profile dev ]\nregion = eu-west-1\n",
           "[profile dev]\n[profile dev]\nregion = eu-west-1\n", "[default]\nregion = eu-west-1\n",
           "[profile a]\nregion = eu-west-2\n[profile dev]\nregion = eu-west-1\n")
    for text in dev:
        yield "file with a named profile", {"AWS_PROFILE": "dev"}, text, ""
    shared = ("[dev]\nregion = eu-west-1\n", "[profile dev]\nregion = eu-west-1\n", "[ dev]\nregion = eu-west-1\n")
    for text in shared:
        yield "credentials file with a named profile", {"AWS_PROFILE": "dev"}, "", text
    region = {"AWS_DEFAULT_REGION": "eu-west-1"}
    yield "profile", region | {"AWS_PROFILE": "absent"}, "[default]\n", ""
    yield "profile", region | {"AWS_PROFILE": "default"}, "", ""
    yield "profile", region | {"AWS_PROFILE": ""}, "", ""
    yield "profile", {"AWS_DEFAULT_PROFILE": "dev"}, dev[0], ""
    yield "profile", {"AWS_DEFAULT_PROFILE": "dev", "AWS_PROFILE": "a"}, dev[-1], ""
    yield "variables", region | {"AWS_CA_BUNDLE": "/ca.pem", "AWS_SDK_UA_APP_ID": "an-app"}, "[default]\nca_bundle = /other\n", ""


def attempts(session, retries):
    """What is configured, or the default of the mode as the code that retries has it."""
    if retries["mode"] != "legacy":
        return retries.get("total_max_attempts", botocore.retries.standard.DEFAULT_MAX_ATTEMPTS)
    by_default = session.get_component("data_loader").load_data("_retry")["retry"]["__default__"]["max_attempts"]
    return retries.get("total_max_attempts", by_default)


class Sent(BaseException):
    """Ends a request where it would be sent; not an Exception, which botocore would retry."""


def base_url(call):
    """Where a request really goes: the endpoint that the client shows is from older data."""
    try:
        call()
    except Sent as sent:
        return sent.args[0].rstrip("/")


def send_nothing(request, **_):
    raise Sent(request.url)


def outcome():
    session = botocore.session.Session()
    found = {}
    unsigned = botocore.config.Config(signature_version=botocore.UNSIGNED)
    try:
        client = session.create_client("ecr", config=unsigned)
        sts = session.create_client("sts", config=unsigned)
        for each in (client, sts):
            each.meta.events.register("before-send", send_nothing)
        settings = client.meta.config
        found = {"region": client.meta.region_name, "endpoint": base_url(client.describe_registry),
                 "sts": base_url(sts.get_caller_identity),
                 "retry_mode": settings.retries["mode"], "max_attempts": attempts(session, settings.retries),
                 "ca_file": session.get_config_variable("ca_bundle") or "", "app_id": settings.user_agent_appid or ""}
        keys = session.get_credentials()
        found["keys"] = [keys.access_key, keys.secret_key, keys.token or ""] if keys else []
    except Exception as failure:
        return {"error": type(failure).__name__}
    return found


def sample(number, kind, env, config, credentials):
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home) / ".aws"
        folder.mkdir()
        (folder / "config").write_bytes(config.encode())
        (folder / "credentials").write_bytes(credentials.encode())
        world = env | {"HOME": home, "AWS_EC2_METADATA_DISABLED": "true"}
        with mock.patch.dict(os.environ, world, clear=True):
            expected = outcome()
    return {"name": f"{kind} {number}", "variables": env, "config": config, "credentials": credentials, "expected": expected}


def main():
    assert tuple(map(int, botocore.__version__.split(".")[:2])) >= (1, 31), "services sections came with botocore 1.31"
    samples = []
    for group in (regions, variants, urls, retries, credentials, files):
        for number, (kind, env, config, shared) in enumerate(group()):
            samples.append(sample(number, kind, env, config, shared))
    lines = ",\n".join(json.dumps(each) for each in samples)
    target = pathlib.Path(__file__).parents[1] / "settings.json"
    target.write_text('{"made_with": "botocore ' + botocore.__version__ + '", "samples": [\n' + lines + "\n]}\n")
    print(len(samples), "samples")


if __name__ == "__main__":
    main()
