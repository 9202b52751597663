"""This library, as a program that is told what to do."""

import contextlib
import json
import os
import subprocess


class Ours:
    def __init__(self, process):
        self.process = process
        self.slept = []

    def ask(self, sleep=None, **order):
        """What came of an order. Time that the program waits goes by in the `sleep` that is given."""
        self.say(order)
        while "sleep" in (said := self.heard(order)):
            self.slept.append(said["sleep"])
            if sleep:
                sleep(said["sleep"])
            self.say({})
        return said

    def done(self, **order):
        said = self.ask(**order)
        assert "code" not in said, said
        return said

    def say(self, what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def heard(self, order):
        line = self.process.stdout.readline()
        assert line, f"the program ended at {order}"
        return json.loads(line)


@contextlib.contextmanager
def started(program, server):
    environment = {**os.environ, **server.variables}
    with subprocess.Popen(
        [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            yield Ours(process)
        finally:
            process.stdin.close()
