"""Gives every error answer to botocore as well and completes the cases: who confirms them, who reports what instead.

Run after errors.mjs. Fails when a client disagrees without a note that says why, or when a note has no reason.
"""

import json

import botocore.exceptions

from boto_client import WIRE, BotoClient

CASES = WIRE / "errors" / "cases.json"
ANY = {"string": "x", "integer": 1, "long": 1, "boolean": True, "blob": b"x"}


def least(shape):
    """An input with just the required members: enough to get past the checks of botocore."""
    if shape.type_name == "structure":
        return {name: least(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "list":
        return [least(shape.member)]
    value = ANY[shape.type_name]
    return value * shape.metadata.get("min", 1) if isinstance(value, str) else value


def report(boto, case):
    operation = case["operation"] if boto.knows(case["operation"]) else "DescribeRepositories"
    arguments = least(boto.model.operation_model(operation).input_shape)
    try:
        boto.send(operation, arguments, case["status"], case["headers"], case["body"].encode())
    except botocore.exceptions.ClientError as error:
        answer = dict(error.response)
        metadata = answer.pop("ResponseMetadata")
        told = answer.pop("Error")
        extra = {name: value for name, value in answer.items() if name != "message"}
        return {
            "code": told["Code"],
            "message": told["Message"],
            "request_id": metadata.get("RequestId"),
            "extra": extra,
        }
    except Exception as error:  # What botocore does not survive is part of the record.
        return {"exception": type(error).__name__}
    raise SystemExit(f"{case['name']}: no error")


def agrees(expect, observed):
    return all(name in observed and observed[name] == value for name, value in expect.items())


def complete(boto, case):
    observed = {**case.pop("observed"), "botocore": report(boto, case)}
    note = case.pop("note", None)
    confirmed = [client for client, told in observed.items() if agrees(case["expect"], told)]
    open_message = "message" not in case["expect"]
    instead = {client: told for client, told in observed.items() if open_message or client not in confirmed}
    if bool(note) != bool(instead):
        raise SystemExit(f"{case['name']}: note {note}, expected {case['expect']}, but {instead}")
    case["confirmed_by"] = confirmed
    if instead:
        case["observed"] = instead
    if note:
        case["note"] = note
    return case


def main():
    boto = BotoClient()
    cases = [complete(boto, case) for case in json.loads(CASES.read_text())]
    CASES.write_text(json.dumps(cases, indent=1, ensure_ascii=False) + "\n")
    for client in ("js", "botocore"):
        print(f"{client} confirms {sum(client in case['confirmed_by'] for case in cases)} of {len(cases)} cases")
    print("confirmed by none:", [case["name"] for case in cases if not case["confirmed_by"]])


if __name__ == "__main__":
    main()
