"""Drives every operation that the installed awscli knows against the emulator: the command's own code, in this
process, because starting it costs more than all that it does."""

import contextlib
import io
import json
import os
import re
import sys
import tempfile
import unittest.mock

import scenario
import served
from peer import Peer, Refused

served.without_environment()  # before awscli says there where its data is
try:
    import awscli
    import awscli.clidriver
    import botocore
    import botocore.waiter
except ImportError:
    print("skipped: the AWS command line is not installed (awscli)")
    raise SystemExit(0)

REFUSAL = re.compile(r"An error occurred \((\w+)\) when calling the (\w+) operation[^:]*: (.+)")


class CommandLine(Peer):
    def __init__(self, server, folder):
        super().__init__(server)
        self.folder = folder
        self.driver = awscli.clidriver.create_clidriver()
        self.model = self.driver.session.get_service_model("ecr")
        self.paginators = self.driver.session.get_paginator_model("ecr")
        self.operations = set(self.model.operation_names)
        self.commands = 0

    def declared(self, operation):
        return {shape.name for shape in self.model.operation_model(operation).error_shapes}

    def run(self, *words):
        """Its exit status, what it printed, and what it complained of."""
        printed, complaint = io.StringIO(), io.StringIO()
        told = ["ecr", *words, "--endpoint-url", self.server.url, "--region", scenario.REGION, "--output", "json"]
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complaint):
            try:
                status = self.driver.main(told)
            except SystemExit as end:
                status = end.code
        self.commands += 1
        return status, printed.getvalue(), complaint.getvalue()

    def words(self, operation, parameters):
        """The options that say the same as the parameters."""
        words = [botocore.xform_name(operation, "-")]
        members = self.model.operation_model(operation).input_shape.members
        for name, value in parameters.items():
            option = "--" + botocore.xform_name(name, "-")
            kind = members[name].type_name
            if kind == "boolean":
                words.append(option if value else option.replace("--", "--no-", 1))
            elif kind == "blob":
                path = os.path.join(self.folder, "blob")
                with open(path, "wb") as file:
                    file.write(value)
                words += [option, "fileb://" + path]
            elif kind in ("structure", "list", "map"):
                words += [option, json.dumps(value)]
            else:
                words += [option, str(value)]
        return words

    def answer_of(self, *words):
        status, printed, complaint = self.run(*words)
        if status == 0:
            return json.loads(printed) if printed.strip() else {}
        told = REFUSAL.search(complaint)
        assert told, f"{words}: status {status}, {complaint}"
        assert status in (254, 255), f"{words}: status {status}"
        raise Refused(told[1], told[3])

    def call(self, operation, parameters):
        words = self.words(operation, {k: v for k, v in parameters.items() if k not in ("nextToken", "maxResults")})
        if "nextToken" in parameters:
            words += ["--next-token", parameters["nextToken"]]
        if "maxResults" in parameters:
            words += ["--max-results", str(parameters["maxResults"])]
        return self.answer_of(*words)

    def can_paginate(self, operation):
        try:
            self.paginators.get_paginator(operation)
        except ValueError:
            return False
        return True

    def pages(self, operation, size, parameters):
        """One command for each page, and one command that asks for all pages."""
        if not self.can_paginate(operation):
            yield from super().pages(operation, size, parameters)
            return
        words = self.words(operation, parameters)
        self.server.requests()
        whole = self.answer_of(*words, "--page-size", str(size))
        asked = len(self.server.requests())
        start = []
        pages = []
        while start is not None:
            page = self.answer_of(*words, "--page-size", str(size), "--max-items", str(size), *start)
            start = ["--starting-token", page["NextToken"]] if "NextToken" in page else None
            pages.append(page)
            yield page
        assert len(pages) == asked, f"{operation}: {len(pages)} pages, and {asked} in one command"
        assert "NextToken" not in whole, whole

    def wait(self, name, parameters):
        """A second that the waiter sleeps is one of the emulator's, and none of ours."""
        operation = self.driver.session.get_waiter_model("ecr").get_waiter(name).operation
        words = self.words(operation, parameters)[1:]
        with unittest.mock.patch.object(botocore.waiter, "time", self.server):
            status, _, complaint = self.run("wait", botocore.xform_name(name, "-"), *words)
        assert status == 0, complaint


def passwords(peer):
    """The command of its own that makes a token ready for a login."""
    status, printed, complaint = peer.run("get-login-password")
    assert status == 0 and len(printed.strip()) > 20, complaint


def strangers_are_refused(peer):
    with unittest.mock.patch.dict(os.environ, AWS_SECRET_ACCESS_KEY="wrong"):
        peer.driver = awscli.clidriver.create_clidriver()
        status, _, complaint = peer.run("describe-registry")
    assert status != 0 and "(InvalidSignatureException)" in complaint, complaint


def main(program):
    with served.emulator(program) as server, tempfile.TemporaryDirectory() as folder:
        os.environ.update(server.variables, AWS_MAX_ATTEMPTS="1", AWS_PAGER="")
        peer = CommandLine(server, folder)
        done = scenario.drive(peer)
        passwords(peer)
        strangers_are_refused(peer)
    print(f"awscli {awscli.__version__}: {done}; {peer.commands} commands")


if __name__ == "__main__":
    main(sys.argv[1])
