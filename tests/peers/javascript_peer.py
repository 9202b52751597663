"""Drives every operation that @aws-sdk/client-ecr knows against the emulator."""

import base64
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import scenario
import served
from peer import Peer, Refused

HERE = pathlib.Path(__file__).parent
PACKAGE = "@aws-sdk/client-ecr"


def skip(why):
    print(f"skipped: {why}")
    raise SystemExit(0)


def install(folder):
    """Once for each build folder; the lock file is the last that npm writes."""
    if not shutil.which("node") or not shutil.which("npm"):
        skip("there is no Node.js with npm")
    if (folder / "package-lock.json").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}')
    command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    try:
        made = subprocess.run(command, capture_output=True, text=True, timeout=240)
    except subprocess.TimeoutExpired:
        skip(f"npm did not install {PACKAGE} in time")
    if made.returncode != 0:
        problem = next(iter(re.findall("npm error code .*", made.stderr)), made.stderr[:200])
        skip(f"npm did not install {PACKAGE}: {problem}")


class JavaScript(Peer):
    def __init__(self, server, process):
        super().__init__(server)
        self.process = process
        about = self.ask(kind="about")
        self.version = about["version"]
        self.operations = set(about["operations"])
        self.paginators = set(about["paginators"])
        self.api = json.loads((HERE.parent / "wire" / "ecr-api.json").read_text())["operations"]

    def ask(self, **order):
        self.process.stdin.write(json.dumps(order, default=self.as_json) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"Node.js ended at {order['kind']} {order.get('operation', '')}"
        return json.loads(line)

    @staticmethod
    def as_json(value):
        return {"$bytes": base64.b64encode(value).decode()}

    @staticmethod
    def answer_of(said):
        if "code" not in said:
            return said
        assert said["known"], f"an error of no class: {said}"
        assert said["fault"] == ("client" if said["metadata"]["httpStatusCode"] < 500 else "server"), said
        raise Refused(said["code"], said["message"], said["members"])

    def declared(self, operation):
        return set(self.api[operation]["errors"])

    def call(self, operation, parameters):
        said = self.answer_of(self.ask(kind="call", operation=operation, parameters=parameters))
        assert said["metadata"]["httpStatusCode"] == 200, said
        assert len(said["metadata"]["requestId"]) == 36, said
        return said["answer"]

    def pages(self, operation, size, parameters):
        """All of them, and then those from the second on."""
        if operation not in self.paginators:
            yield from super().pages(operation, size, parameters)
            return
        order = {"kind": "pages", "operation": operation, "size": size, "parameters": parameters}
        pages = self.answer_of(self.ask(**order))["pages"]
        if len(pages) > 1:
            rest = self.answer_of(self.ask(**order, token=pages[0]["nextToken"]))["pages"]
            assert rest == pages[1:], f"{operation}: {rest} instead of {pages[1:]}"
        yield from pages

    def wait(self, name, parameters):
        ended = self.answer_of(self.ask(kind="wait", waiter=name, parameters=parameters))
        assert ended == {"state": "SUCCESS"}, ended


def strangers_are_refused(peer):
    said = peer.ask(kind="stranger")
    assert said.get("code") == "InvalidSignatureException", said
    assert said["metadata"]["httpStatusCode"] == 403, said


@contextlib.contextmanager
def node(server, folder):
    environment = {**os.environ, **server.variables}
    command = ["node", str(HERE / "javascript" / "peer.mjs"), str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            yield process
        finally:
            process.stdin.close()


def main(program, folder):
    served.without_environment()
    install(folder)
    with served.emulator(program) as server, node(server, folder) as process:
        peer = JavaScript(server, process)
        done = scenario.drive(peer)
        assert peer.paginators <= peer.paged, f"never paged: {sorted(peer.paginators - peer.paged)}"
        strangers_are_refused(peer)
    print(f"{PACKAGE} {peer.version}: {done}")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
