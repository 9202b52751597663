"""The emulator as a program, for clients that are tested against it."""

import contextlib
import json
import os
import signal
import subprocess
import urllib.request


class Served:
    def __init__(self, process, variables):
        self.process = process
        self.variables = variables
        self.url = variables["AWS_ENDPOINT_URL_ECR"]
        self.slept = []

    def control(self, method, what, body=None):
        """Asks the control endpoint; plain HTTP only."""
        request = urllib.request.Request(
            self.url + "/_emulator/" + what,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def requests(self):
        """What it was asked until now, and forgets."""
        made = self.control("GET", "requests")["requests"]
        self.control("DELETE", "requests", {})
        return [each["operation"] for each in made if each["operation"]]

    def advance(self, seconds):
        self.control("POST", "advance", {"milliseconds": int(seconds * 1000)})

    def sleep(self, seconds):
        """In place of `time.sleep`: the emulator's time goes on, and ours does not."""
        self.slept.append(seconds)
        self.advance(seconds)

    def find(self, repository, digest, names, enhanced=(), status="COMPLETE"):
        """Has scans of an image find these vulnerabilities, and end like this."""
        state = self.control("GET", "state")
        findings = {
            "findings": [{"name": name, "severity": "LOW"} for name in names],
            "enhancedFindings": [{"title": name, "severity": "LOW"} for name in enhanced],
        }
        known = {"status": {"status": status}, "findings": findings}
        book = state["registries"][0].setdefault("findings", {"images": {}})
        book["images"][f"{repository}@{digest}"] = known
        self.control("PUT", "state", state)

    @contextlib.contextmanager
    def fault(self, **rule):
        self.control("POST", "faults", {"faults": [rule]})
        try:
            yield
        finally:
            self.control("DELETE", "faults")


@contextlib.contextmanager
def emulator(program, *options):
    """Runs the program; it has to end well when it is told to."""
    process = subprocess.Popen([program, *options], stdout=subprocess.PIPE, text=True)
    try:
        variables = {}
        wanted = 10 if "--tls" in options else 9
        while len(variables) < wanted:
            line = process.stdout.readline()
            if not line:
                raise SystemExit("the emulator ended before it announced itself")
            name, _, value = line.removeprefix("export ").strip().partition("=")
            variables[name] = value
        yield Served(process, variables)
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=20)
        if status != 0:
            raise SystemExit(f"the emulator ended with {status}")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def without_environment():
    """Nothing that the user has set up may decide what is tested."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ["AWS_CONFIG_FILE"] = os.devnull
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
