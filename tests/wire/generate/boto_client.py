"""Botocore against a loopback server that keeps what it got and answers what it was told."""

import http.server
import os
import pathlib
import threading

os.environ.update(
    AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null", AWS_EC2_METADATA_DISABLED="true"
)

import botocore.config
import botocore.session

WIRE = pathlib.Path(__file__).resolve().parent.parent


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.seen = {"path": self.path, "headers": self.headers, "body": body}
        answer = self.server.answer
        self.send_response(answer["status"])
        for name, value in answer["headers"].items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer["body"])))
        self.end_headers()
        self.wfile.write(answer["body"])

    def log_message(self, *arguments):
        pass


class BotoClient:
    def __init__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.client = botocore.session.get_session().create_client(
            "ecr",
            region_name="us-east-1",
            endpoint_url=f"http://127.0.0.1:{self.server.server_address[1]}",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="example",
            config=botocore.config.Config(retries={"total_max_attempts": 1}, proxies={}),
        )
        self.model = self.client.meta.service_model

    def knows(self, operation):
        return operation in self.model.operation_names

    def send(self, operation, arguments, status, headers, body):
        """Sends one operation; returns what the client made of the answer, and what the server saw."""
        self.server.answer = {"status": status, "headers": headers, "body": body}
        self.server.seen = None
        method = next(key for key, value in self.client.meta.method_to_api_mapping.items() if value == operation)
        output = getattr(self.client, method)(**arguments)
        return output, self.server.seen
