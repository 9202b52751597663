#!/usr/bin/env python3
"""Writes endpoints.json: what botocore's endpoint rules answer for every region and variant.

Needs botocore 1.31 or newer. Run as: python3 tests/wire/generate/endpoints.py
"""

import itertools
import json
import pathlib

import botocore
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import BotoCoreError
from botocore.loaders import Loader
from botocore.utils import validate_region_name

WIRE = pathlib.Path(__file__).resolve().parent.parent
RULES = {"ecr": "ecr", "sts": "sts", "portal.sso": "sso", "oidc": "sso-oidc"}

# Regions that no partition lists: named like those of a partition, like none, and not host labels at all.
UNLISTED = [
    "us-central-7", "ap-north_east-12", "eusc-de-west-2", "us-gov-central-1", "cn-south-1", "us-iso-north-1",
    "us-isob-north-9", "eu-isoe-south-1", "us-isof-north-1", "us-west", "us-east-1a", "xx-east-1",
    "eusc-fr-east-1", "us-gov-west-", "-us-east-1", "us-east-1-", "us.east.1", "us_east_1", "us-east-1/", "12345",
    "a", "a" * 63, "a" * 64, "US-EAST-1", "us-east-1.evil.example/", "us-east-1@evil", " us-east-1", "", "0x1",
    "fips-us-east-1", "us-gov-west-1-fips", "fips-us-iso-east-1", "cn-north-1-fips", "us-fips-east-1",
    "fips-", "fips-dkr-us-east-1",
]

CUSTOM = ["http://localhost:4566", "https://proxy.example", "https://proxy.example:8443/ecr", "http://[::1]:4566"]

# Where ours decides otherwise: (options, our answer, reason). An answer of None is a refusal.
DIFFERENCES = [
    ({"region": "", "url": "http://localhost:4566"}, None,
     "requests are signed for the configured region, which a URL does not tell"),
    ({"region": "us_east_1", "url": "http://localhost:4566"}, None, "the region is checked with a custom URL too"),
    ({"region": "us-east-1\n"}, None, "a dollar sign in Python's patterns lets one line feed pass"),
    ({"region": "us-east-1", "url": "http://localhost:4566/"}, "http://localhost:4566", "trailing slash"),
    ({"region": "us-east-1", "url": "https://h/ecr//"}, "https://h/ecr", "trailing slashes"),
    ({"region": "us-east-1", "url": "HTTPS://Proxy.Example"}, "https://proxy.example", "upper case"),
    ({"region": "us-east-1", "url": "https://h:443"}, "https://h", "a default port is not part of the Host header"),
    ({"region": "us-east-1", "url": "http://h:80/x"}, "http://h/x", "a default port is not part of the Host header"),
    ({"region": "us-east-1", "url": "http://user:secret@h"}, None, "user information would be sent nowhere"),
    ({"region": "us-east-1", "url": "https://h/?a=b"}, None, "a query would end up in the middle of the target"),
    ({"region": "us-east-1", "url": "https://h#f"}, None, "a fragment is never sent"),
    ({"region": "us-east-1", "url": "ftp://h"}, None, "only http and https are spoken"),
    ({"region": "us-east-1", "url": "localhost:4566"}, None, "a URL without scheme does not say whether to use TLS"),
]


def provider(loader, name):
    rules = loader.load_service_model(name, "endpoint-rule-set-1")
    return EndpointProvider(rules, loader.load_data("partitions"))


def answer(rules, region, fips, dual_stack, url):
    """What botocore decides: its client's treatment of region names, then the rules."""
    plain = region.replace("fips-", "").replace("-fips", "")
    inputs = {"UseFIPS": fips or plain != region, "UseDualStack": dual_stack}
    if plain:
        inputs["Region"] = plain
    if url is not None:
        inputs["Endpoint"] = url
    try:
        if url is None:
            validate_region_name(plain)
        return {"url": rules.resolve_endpoint(**inputs).url}
    except BotoCoreError as error:
        return {"error": str(error).splitlines()[0]}


def rows(loader):
    partitions = loader.load_data("partitions")["partitions"]
    listed = [region for partition in partitions for region in partition["regions"]]
    few = [region for partition in partitions for region in list(partition["regions"])[-1:]] + UNLISTED[:9]
    variants = list(itertools.product((False, True), repeat=2))

    for service, name in RULES.items():
        rules = provider(loader, name)
        for region in listed + UNLISTED if service == "ecr" else few:
            for fips, dual_stack in variants:
                yield {"service": service, "region": region, "fips": fips, "dual_stack": dual_stack,
                       **answer(rules, region, fips, dual_stack, None)}

    rules = provider(loader, "ecr")
    for url in CUSTOM:
        for region, (fips, dual_stack) in itertools.product(("eu-west-1", "fips-us-east-1"), variants):
            yield {"service": "ecr", "region": region, "fips": fips, "dual_stack": dual_stack, "custom": url,
                   **answer(rules, region, fips, dual_stack, url)}

    for options, ours, reason in DIFFERENCES:
        theirs = answer(rules, options["region"], False, False, options.get("url"))
        assert theirs.get("url") != ours, f"no longer a difference: {options}"
        row = {"service": "ecr", "region": options["region"], "fips": False, "dual_stack": False}
        if "url" in options:
            row["custom"] = options["url"]
        yield {**row, **({"error": "ours"} if ours is None else {"url": ours}),
               "botocore": theirs, "reason": reason}


def main():
    lines = ",\n".join(json.dumps(row) for row in rows(Loader()))
    text = f'{{"source": "botocore {botocore.__version__}", "rows": [\n{lines}\n]}}\n'
    (WIRE / "endpoints.json").write_text(text)
    print(f"{text.count(chr(10)) - 2} rows")


if __name__ == "__main__":
    main()
