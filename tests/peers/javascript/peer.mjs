// Does with @aws-sdk/client-ecr what it is told, one line of JSON each, and answers with one line of JSON each.

import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const folder = process.argv[2];
const require = createRequire(join(folder, "package.json"));
const ecr = require("@aws-sdk/client-ecr");
const { version } = require("@aws-sdk/client-ecr/package.json");

const client = new ecr.ECRClient({ maxAttempts: 1 });
const suffix = "Command";
const operations = Object.keys(ecr)
  .filter((name) => name.endsWith(suffix) && name !== "$Command")
  .map((name) => name.slice(0, -suffix.length));

// Bytes have no JSON: they go as { "$bytes": base64 } and come as base64.
const received = (key, value) =>
  value !== null && typeof value === "object" && "$bytes" in value ? Buffer.from(value.$bytes, "base64") : value;
const sent = (key, value) =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : key === "$metadata" ? undefined : value;

const metadataOf = ({ httpStatusCode, requestId }) => ({ httpStatusCode, requestId });

async function advance(seconds) {
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL_ECR}/_emulator/advance`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ milliseconds: seconds * 1000 }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function call({ operation, parameters }) {
  const answer = await client.send(new ecr[operation + suffix](parameters));
  return { answer, metadata: metadataOf(answer.$metadata) };
}

async function pages({ operation, size, token, parameters }) {
  const options = { client, pageSize: size, startingToken: token };
  const all = [];
  for await (const page of ecr["paginate" + operation](options, parameters)) all.push(page);
  return { pages: all };
}

// A poll takes half a minute of the emulator's time, and next to nothing of ours.
async function wait({ waiter, parameters }) {
  const patient = new ecr.ECRClient({ maxAttempts: 1 });
  patient.middlewareStack.add(
    (next) => async (input) => {
      const answer = await next(input);
      await advance(30);
      return answer;
    },
    { step: "initialize" },
  );
  const options = { client: patient, minDelay: 0.01, maxDelay: 0.02, maxWaitTime: 60 };
  const { state } = await ecr["waitUntil" + waiter](options, parameters);
  return { state };
}

async function stranger() {
  const { accessKeyId } = await client.config.credentials();
  const other = new ecr.ECRClient({ maxAttempts: 1, credentials: { accessKeyId, secretAccessKey: "wrong" } });
  return { answer: await other.send(new ecr.DescribeRegistryCommand({})) };
}

async function about() {
  const paginators = operations.filter((name) => "paginate" + name in ecr);
  return { version, operations, paginators };
}

const kinds = { about, call, pages, wait, stranger };

async function done(line) {
  const order = JSON.parse(line, received);
  try {
    return await kinds[order.kind](order);
  } catch (error) {
    if (!(error instanceof ecr.ECRServiceException)) throw error;
    const known = error.name in ecr && error instanceof ecr[error.name];
    const { name: code, message, $fault: fault, $metadata, ...members } = error;
    return { code, message, fault, known, members, metadata: metadataOf($metadata) };
  }
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(await done(line), sent) + "\n");
