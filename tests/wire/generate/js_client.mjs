// The JavaScript client against a loopback server that keeps what it got and answers what it was told.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fail } from './facts.mjs';

Object.assign(process.env, {
    AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true',
});

export class JsClient {
    static async start(folder = process.argv[2] ?? fail('usage: node <script> <folder with node_modules>')) {
        const self = new JsClient();
        self.library = createRequire(resolve(folder, 'none.js'))('@aws-sdk/client-ecr');
        self.server = createServer((request, response) => self.#serve(request, response));
        await new Promise((done) => self.server.listen(0, '127.0.0.1', done));
        self.client = new self.library.ECRClient({
            endpoint: `http://127.0.0.1:${self.server.address().port}`,
            region: 'us-east-1',
            maxAttempts: 1,
            credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
        });
        return self;
    }

    // Sends one operation, which is answered with `answer` {status, headers, body}.
    async send(operation, input, answer) {
        this.answer = answer;
        this.seen = undefined;
        return this.client.send(new this.library[`${operation}Command`](input));
    }

    // The members of a structure in the order in which this client writes them.
    order(name) {
        const schema = this.library[`${name}$`] ?? fail(`${name}: the client has no schema of this name`);
        return schema[4];
    }

    stop() {
        this.client.destroy();
        this.server.close();
    }

    #serve(request, response) {
        const chunks = [];
        request.on('data', (chunk) => chunks.push(chunk));
        request.on('end', () => {
            if (this.seen) fail('more than one request');
            this.seen = { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks) };
            const body = Buffer.from(this.answer.body, 'utf8');
            response.writeHead(this.answer.status, { ...this.answer.headers, 'content-length': body.length });
            response.end(body);
        });
    }
}
