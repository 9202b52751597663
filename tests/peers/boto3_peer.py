"""Drives every operation that the installed boto3 knows against the emulator."""

import sys
import unittest.mock

import scenario
import served
from peer import Peer, Refused

try:
    import boto3
    import botocore
    import botocore.exceptions
    import botocore.waiter
    from botocore.config import Config
except ImportError:
    print("skipped: boto3 is not installed (python3-boto3)")
    raise SystemExit(0)


def client_of(server, **options):
    """One attempt for each call: what fails here has to be seen."""
    keys = {
        "aws_access_key_id": server.variables["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": server.variables["AWS_SECRET_ACCESS_KEY"],
        "config": Config(retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60),
    }
    session = boto3.session.Session()
    return session.client("ecr", region_name=scenario.REGION, endpoint_url=server.url, **{**keys, **options})


class Boto3(Peer):
    def __init__(self, server, **options):
        super().__init__(server)
        self.client = client_of(server, **options)
        self.methods = {name: method for method, name in self.client.meta.method_to_api_mapping.items()}
        self.operations = set(self.methods)

    def declared(self, operation):
        return {shape.name for shape in self.client.meta.service_model.operation_model(operation).error_shapes}

    def call(self, operation, parameters):
        try:
            answer = getattr(self.client, self.methods[operation])(**parameters)
        except botocore.exceptions.ClientError as error:
            told = error.response["Error"]
            raise Refused(told["Code"], told["Message"], error.response) from error
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200, answer
        assert len(answer["ResponseMetadata"]["RequestId"]) == 36, answer
        return answer

    def pages(self, operation, size, parameters):
        if not self.client.can_paginate(self.methods[operation]):
            yield from super().pages(operation, size, parameters)
            return
        paginator = self.client.get_paginator(self.methods[operation])
        yield from paginator.paginate(**parameters, PaginationConfig={"PageSize": size})

    def wait(self, name, parameters):
        """A second that the waiter sleeps is one of the emulator's, and none of ours."""
        waiter = self.client.get_waiter(botocore.xform_name(name))
        with unittest.mock.patch.object(botocore.waiter, "time", self.server):
            waiter.wait(**parameters)


def strangers_are_refused(server):
    stranger = client_of(server, aws_secret_access_key="wrong")
    try:
        stranger.describe_registry()
    except botocore.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == "InvalidSignatureException", error.response
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403, error.response
    else:
        raise AssertionError("a wrong secret was accepted")


def main(program):
    served.without_environment()
    with served.emulator(program) as server:
        done = scenario.drive(Boto3(server))
        strangers_are_refused(server)
    with served.emulator(program, "--tls") as server:
        Boto3(server, verify=server.variables["AWS_CA_BUNDLE"]).ok("DescribeRepositories")
    print(f"boto3 {boto3.__version__}: {done}")


if __name__ == "__main__":
    main(sys.argv[1])
