// One valid value for each string shape that wants a certain form; everything else is hostile free text.
// Each function takes a running number, so that two members of one file never hold the same text by accident.
import { createHash } from 'node:crypto';

const hash = (n) => createHash('sha256').update(`sample ${n}`).digest('hex');
const digest = (n) => `sha256:${hash(n)}`;
const account = (n) => String(120000000000 + n);

const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('');
const hostile = [
    'say "hi", C:\\temp\\u0041 / </script> & <!-- ',
    `every control: ${controls}\u007f end `,
    'caf\u00e9 \u6f22\u5b57 \u{1f600}\u{1f468}\u200d\u{1f469} ',
    'separators \u2028 and \u2029, edges \u0080 \u07ff \u0800 \ud7ff \ue000 \ufffd \u{10000} \u{10ffff} ',
    'tab\t, line\n, return\r\n, page\f, back\b, slash \\/ and \\" ',
];
export const text = (n) => `${hostile[n % hostile.length]}#${n}`;

const policy = (n) => JSON.stringify({
    Version: '2008-10-17',
    Statement: [{ Sid: `${text(n)}`, Effect: 'Allow', Principal: '*', Action: ['ecr:BatchGetImage'] }],
}, null, 2);
const lifecycle = (n) => JSON.stringify({
    rules: [{
        rulePriority: 1,
        description: text(n),
        selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: n },
        action: { type: 'expire' },
    }],
});
const manifest = (n) => JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: 7023, digest: digest(n) },
    annotations: { note: text(n), note2: text(n + 1), note3: text(n + 2) },
}, null, 3) + '\n';

export const strings = {
    Arn: (n) => `arn:aws:ecr:us-east-1:${account(n)}:repository/project/app-${n}`,
    Base64: (n) => Buffer.from(`AWS:sample password ${n}\u00ff?>`).toString('base64'),
    BatchedOperationLayerDigest: digest,
    CredentialArn: (n) => `arn:aws:secretsmanager:us-east-1:${account(n)}:secret:ecr-pullthroughcache/hub/A_${n}+=.@-`,
    CustomRoleArn: (n) => `arn:aws:iam::${account(n)}:role/service/template-${n}`,
    ImageDigest: digest,
    ImageManifest: manifest,
    ImageTag: (n) => `v1.${n}_rc-${n}`,
    ImageTagMutabilityExclusionFilterValue: (n) => `dev-*.${n}_`,
    KmsKey: (n) => `arn:aws:kms:us-east-1:${account(n)}:key/1234abcd-12ab-34cd-56ef-${account(n)}`,
    KmsKeyForRepositoryCreationTemplate: (n) => `arn:aws-us-gov:kms:us-gov-west-1:${account(n)}:key/mrk-${n}`,
    LayerDigest: digest,
    LifecyclePolicyText: lifecycle,
    LifecyclePolicyTextForRepositoryCreationTemplate: lifecycle,
    MediaType: (n) => `application/vnd.oci.image.manifest.v${n}+json; q="0.5"`,
    Prefix: (n) => `team_a/app--${n}/`,
    PrincipalArn: (n) => `arn:aws-cn:iam::${account(n)}:role/path,x/scan+${n}=.@-_`,
    PullThroughCacheRuleRepositoryPrefix: (n) => `hub/lib__${n}/`,
    Region: (n) => `eu-west-${n}`,
    RegistryId: account,
    RegistryPolicyText: policy,
    RepositoryFilterValue: (n) => `prod/web-${n}`,
    RepositoryName: (n) => `project-a/team_b/app.${n}`,
    RepositoryPolicyText: policy,
    ScanningRepositoryFilterValue: (n) => `prod/*-${n}*`,
    SigningProfileArn: (n) => `arn:aws:signer:us-east-1:${account(n)}:/signing-profiles/Profile_${n}`,
    SigningRepositoryFilterValue: (n) => `prod*/web-*.${n}`,
    UploadId: (n) => hash(n).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    Url: (n) => `https://host-${n}.example.com/a%20b/?x=1&y="<${n}>"&z=\u00e9`,
};

const doubles = [9.8, 0.1, 7.25, 10, 6.123456789012345];
const fractions = [123, 0, 500, 250, 1, 999];

export const numbers = {
    double: (n) => doubles[n % doubles.length],
    integer: (n) => 2147483647 - n,
    long: (n) => (n % 2 ? 4294967296 * (n + 1) + n : Number.MAX_SAFE_INTEGER - n),
    timestamp: (n) => new Date((1700000000 + 86461 * n) * 1000 + fractions[n % fractions.length]),
};

export const special = {
    Epoch: (n) => (n % 2 ? -2147483648 : 2147483647),
    LifecyclePolicyRulePriority: (n) => n + 1,
    PartSize: (n) => 4294967296 * (n + 1) + n,
    SeverityCount: (n) => (n % 3 ? n * 1000 : 0),
};
