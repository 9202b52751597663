"""Sends the recorded requests through botocore, checks that both clients mean the same and keeps botocore's text.

Run after operations.mjs. Members which this botocore does not know are left out and listed in the index.
"""

import base64
import datetime
import json

from boto_client import WIRE, BotoClient

FOLDER = WIRE / "operations"


def prune(shape, value, omitted):
    """`value` in declaration order, without members unknown to botocore, whose names are added to `omitted`."""
    if shape.type_name == "structure":
        omitted.update(f"{shape.name}.{name}" for name in value if name not in shape.members)
        return {name: prune(member, value[name], omitted) for name, member in shape.members.items() if name in value}
    if shape.type_name == "list":
        return [prune(shape.member, item, omitted) for item in value]
    if shape.type_name == "map":
        return {key: prune(shape.value, item, omitted) for key, item in value.items()}
    return value


def convert(shape, value, leaf):
    """`value` with each scalar passed through `leaf(shape, scalar)`."""
    if shape.type_name == "structure":
        return {name: convert(shape.members[name], item, leaf) for name, item in value.items()}
    if shape.type_name == "list":
        return [convert(shape.member, item, leaf) for item in value]
    if shape.type_name == "map":
        return {key: convert(shape.value, item, leaf) for key, item in value.items()}
    return leaf(shape, value)


def argument(shape, value):
    return base64.b64decode(value, validate=True) if shape.type_name == "blob" else value


def wire_value(shape, value):
    """The comparable form of a scalar: blobs as base64 text, points in time as integer milliseconds."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if shape.type_name == "timestamp":
        seconds = value.timestamp() if isinstance(value, datetime.datetime) else value
        return round(seconds * 1000)
    return value


def check(condition, message):
    if not condition:
        raise SystemExit(message)


def exchange(boto, name, entry, request_kind, response_kind):
    """One exchange; returns the exact request body of botocore and the request members it does not know."""
    stem = entry["stem"]
    model = boto.model.operation_model(name)
    request_text = (FOLDER / f"{stem}.{request_kind}.json").read_bytes()
    response_text = (FOLDER / f"{stem}.{response_kind}.json").read_bytes()
    omitted = set()
    request = prune(model.input_shape, json.loads(request_text), omitted)
    headers = {"content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "sample-request"}
    output, seen = boto.send(name, convert(model.input_shape, request, argument), 200, headers, response_text)
    check(json.loads(seen["body"]) == request, f"{name}: botocore and the JavaScript client disagree about the request")
    check(seen["headers"]["x-amz-target"] == entry["target"], f"{name}: other target")
    check(seen["headers"]["content-type"] == entry["content_type"], f"{name}: other content type")
    metadata = output.pop("ResponseMetadata")
    check(metadata["RequestId"] == "sample-request", f"{name}: request id is lost")
    expected = prune(model.output_shape, json.loads(response_text), entry["unread"])
    expected = convert(model.output_shape, expected, wire_value)
    check(convert(model.output_shape, output, wire_value) == expected, f"{name}: botocore read something else")
    return seen["body"], sorted(omitted)


def main():
    boto = BotoClient()
    index = json.loads((FOLDER / "index.json").read_text())
    known = [name for name in index if boto.knows(name)]
    unread = set()
    for name in known:
        entry = dict(index[name], unread=unread)
        body, omitted = exchange(boto, name, entry, "request", "response")
        exchange(boto, name, entry, "minimal", "response")
        for variant in range(2, entry["variants"] + 1):
            exchange(boto, name, entry, f"request.{variant}", f"response.{variant}")
        (FOLDER / f"{entry['stem']}.botocore.json").write_bytes(body)
        index[name] = {**index[name], "clients": ["js", "botocore"], "botocore_omits": omitted}
    (FOLDER / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n")
    whole = sum(not index[name]["botocore_omits"] for name in known)
    print(f"botocore: {len(known)} operations, {whole} with every request member; not read: {sorted(unread)}")


if __name__ == "__main__":
    main()
