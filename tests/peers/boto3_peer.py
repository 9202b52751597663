"""Drives every operation that the installed boto3 knows against the emulator, each well and each with an
error that it declares."""

import json
import sys
import urllib.request

import artifacts
import served

try:
    import boto3
    import botocore.exceptions
    from botocore.config import Config
except ImportError:
    print("skipped: boto3 is not installed (python3-boto3)")
    raise SystemExit(0)

ACCOUNT = "123456789012"
REGION = "us-east-1"
PART = 5 * 1024 * 1024
LIFECYCLE = {
    "rules": [
        {
            "rulePriority": 1,
            "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 1},
            "action": {"type": "expire"},
        }
    ]
}
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "pull",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": ["ecr:BatchGetImage"],
        }
    ],
}
REGISTRY_POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "replicate",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::210987654321:root"},
            "Action": ["ecr:ReplicateImage"],
            "Resource": f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/*",
        }
    ],
}


class Peer:
    """A client that keeps a book of what it has called."""

    def __init__(self, server, **options):
        session = boto3.session.Session()
        config = Config(retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60)
        self.server = server
        self.client = session.client(
            "ecr",
            region_name=REGION,
            endpoint_url=server.url,
            aws_access_key_id=server.variables["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=server.variables["AWS_SECRET_ACCESS_KEY"],
            config=config,
            **options,
        )
        self.methods = {name: method for method, name in self.client.meta.method_to_api_mapping.items()}
        self.model = self.client.meta.service_model
        self.well = set()
        self.failed = set()

    def knows(self, operation):
        return operation in self.methods

    def ok(self, operation, **parameters):
        answer = getattr(self.client, self.methods[operation])(**parameters)
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200, answer
        assert len(answer["ResponseMetadata"]["RequestId"]) == 36, answer
        self.well.add(operation)
        return answer

    def fails(self, operation, code, **parameters):
        declared = {shape.name for shape in self.model.operation_model(operation).error_shapes}
        assert code in declared, f"{operation} does not declare {code}"
        try:
            answer = getattr(self.client, self.methods[operation])(**parameters)
        except botocore.exceptions.ClientError as error:
            told = error.response["Error"]
            assert told["Code"] == code, f"{operation}: {told} instead of {code}"
            assert told["Message"], f"{operation}: {code} without a message"
            self.failed.add(operation)
            return error.response
        raise AssertionError(f"{operation} did not fail with {code}: {answer}")

    def missing(self):
        return sorted(set(self.methods) - self.well), sorted(set(self.methods) - self.failed)


def repositories(peer):
    for name in ("team/web", "team/db", "team/old"):
        made = peer.ok("CreateRepository", repositoryName=name)["repository"]
        assert made["repositoryArn"] == f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/{name}", made
    peer.fails("CreateRepository", "RepositoryAlreadyExistsException", repositoryName="team/web")
    peer.fails("CreateRepository", "InvalidParameterException", repositoryName="UPPER")
    pages = peer.client.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 2})
    names = [each["repositoryName"] for page in pages for each in page["repositories"]]
    assert names == ["team/db", "team/old", "team/web"], names
    peer.ok("DescribeRepositories", repositoryNames=["team/web"])
    peer.fails("DescribeRepositories", "RepositoryNotFoundException", repositoryNames=["team/none"])
    peer.fails("DescribeRepositories", "InvalidParameterException", nextToken="made up")
    peer.ok("DeleteRepository", repositoryName="team/old")
    peer.fails("DeleteRepository", "RepositoryNotFoundException", repositoryName="team/old")

    peer.ok("SetRepositoryPolicy", repositoryName="team/web", policyText=json.dumps(POLICY))
    peer.fails("SetRepositoryPolicy", "InvalidParameterException", repositoryName="team/web", policyText="{")
    read = peer.ok("GetRepositoryPolicy", repositoryName="team/web")
    assert json.loads(read["policyText"])["Statement"][0]["Sid"] == "pull", read
    peer.ok("DeleteRepositoryPolicy", repositoryName="team/web")
    for operation in ("GetRepositoryPolicy", "DeleteRepositoryPolicy"):
        peer.fails(operation, "RepositoryPolicyNotFoundException", repositoryName="team/web")

    arn = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/team/web"
    peer.ok("TagResource", resourceArn=arn, tags=[{"Key": "cost", "Value": "web"}])
    assert peer.ok("ListTagsForResource", resourceArn=arn)["tags"] == [{"Key": "cost", "Value": "web"}]
    peer.ok("UntagResource", resourceArn=arn, tagKeys=["cost"])
    gone = arn.replace("team/web", "team/none")
    peer.fails("TagResource", "RepositoryNotFoundException", resourceArn=gone, tags=[{"Key": "a", "Value": "b"}])
    peer.fails("ListTagsForResource", "RepositoryNotFoundException", resourceArn=gone)
    peer.fails("UntagResource", "RepositoryNotFoundException", resourceArn=gone, tagKeys=["a"])

    for operation, extra in (
        ("PutImageTagMutability", {"imageTagMutability": "MUTABLE"}),
        ("PutImageScanningConfiguration", {"imageScanningConfiguration": {"scanOnPush": False}}),
    ):
        peer.ok(operation, repositoryName="team/web", **extra)
        peer.fails(operation, "RepositoryNotFoundException", repositoryName="team/none", **extra)


def push_layer(peer, repository, data):
    upload = peer.ok("InitiateLayerUpload", repositoryName=repository)["uploadId"]
    for first in range(0, len(data), PART):
        part = data[first : first + PART]
        peer.ok(
            "UploadLayerPart",
            repositoryName=repository,
            uploadId=upload,
            partFirstByte=first,
            partLastByte=first + len(part) - 1,
            layerPartBlob=part,
        )
    digest = artifacts.digest_of(data)
    done = peer.ok("CompleteLayerUpload", repositoryName=repository, uploadId=upload, layerDigests=[digest])
    assert done["layerDigest"] == digest, done
    return upload


def layers(peer, config, layer):
    name = "team/web"
    push_layer(peer, name, config)
    upload = push_layer(peer, name, layer)
    bad = {"repositoryName": "team/none"}
    peer.fails("InitiateLayerUpload", "RepositoryNotFoundException", **bad)
    peer.fails("CompleteLayerUpload", "UploadNotFoundException", repositoryName=name, uploadId=upload,
               layerDigests=[artifacts.digest_of(layer)])
    fresh = peer.ok("InitiateLayerUpload", repositoryName=name)["uploadId"]
    told = peer.fails("UploadLayerPart", "InvalidLayerPartException", repositoryName=name, uploadId=fresh,
                      partFirstByte=7, partLastByte=9, layerPartBlob=b"gap")
    assert told.get("repositoryName") == name, told
    digests = [artifacts.digest_of(layer), artifacts.digest_of(b"none")]
    known = peer.ok("BatchCheckLayerAvailability", repositoryName=name, layerDigests=digests)
    assert [each["layerAvailability"] for each in known["layers"]][:1] == ["AVAILABLE"], known
    peer.fails("BatchCheckLayerAvailability", "RepositoryNotFoundException", layerDigests=digests, **bad)


def images(peer, config, layer):
    name = "team/web"
    text = artifacts.manifest(config, [layer])
    made = peer.ok("PutImage", repositoryName=name, imageManifest=text, imageTag="v1")["image"]
    digest = artifacts.digest_of(text.encode())
    assert made["imageId"] == {"imageDigest": digest, "imageTag": "v1"}, made
    peer.fails("PutImage", "ImageAlreadyExistsException", repositoryName=name, imageManifest=text, imageTag="v1")
    peer.fails("PutImage", "LayersNotFoundException", repositoryName=name, imageTag="v0",
               imageManifest=artifacts.manifest(config, [b"nobody pushed this"]))
    for tag in ("v2", "v3"):
        peer.ok("PutImage", repositoryName=name, imageManifest=text, imageTag=tag)

    got = peer.ok("BatchGetImage", repositoryName=name, imageIds=[{"imageTag": "v1"}, {"imageTag": "v9"}])
    assert got["images"][0]["imageManifest"] == text, got
    assert got["failures"][0]["failureCode"] == "ImageNotFound", got
    url = peer.ok("GetDownloadUrlForLayer", repositoryName=name, layerDigest=artifacts.digest_of(layer))
    with urllib.request.urlopen(url["downloadUrl"], timeout=60) as answer:
        assert answer.read() == layer
    peer.fails("GetDownloadUrlForLayer", "LayersNotFoundException", repositoryName=name,
               layerDigest=artifacts.digest_of(b"none"))

    pages = peer.client.get_paginator("list_images").paginate(repositoryName=name, PaginationConfig={"PageSize": 1})
    tags = [each["imageTag"] for page in pages for each in page["imageIds"]]
    assert sorted(tags) == ["v1", "v2", "v3"], tags
    peer.ok("ListImages", repositoryName=name)
    details = peer.ok("DescribeImages", repositoryName=name)["imageDetails"]
    assert details[0]["imageSizeInBytes"] > 0, details
    for operation in ("ListImages", "DescribeImages", "BatchGetImage", "BatchDeleteImage"):
        ids = {"imageIds": [{"imageTag": "v1"}]} if operation.startswith("Batch") else {}
        peer.fails(operation, "RepositoryNotFoundException", repositoryName="team/none", **ids)
    peer.fails("DescribeImages", "ImageNotFoundException", repositoryName=name, imageIds=[{"imageTag": "v9"}])
    deleted = peer.ok("BatchDeleteImage", repositoryName=name, imageIds=[{"imageTag": "v3"}])
    assert deleted["imageIds"][0]["imageTag"] == "v3", deleted
    peer.fails("DeleteRepository", "RepositoryNotEmptyException", repositoryName=name)
    if peer.knows("ListImageReferrers"):
        peer.ok("ListImageReferrers", repositoryName=name, subjectId={"imageDigest": digest})
        peer.fails("ListImageReferrers", "RepositoryNotFoundException", repositoryName="team/none",
                   subjectId={"imageDigest": digest})
    if peer.knows("UpdateImageStorageClass"):
        for storage in ("ARCHIVE", "STANDARD"):
            peer.ok("UpdateImageStorageClass", repositoryName=name, imageId={"imageDigest": digest},
                    targetStorageClass=storage)
            peer.server.advance(3600)
        peer.fails("UpdateImageStorageClass", "ImageNotFoundException", repositoryName=name,
                   imageId={"imageTag": "v9"}, targetStorageClass="ARCHIVE")
    return digest


def while_waiting(peer, operation):
    """A poll of a waiter takes a minute of the emulator's time, and none of ours."""
    peer.client.meta.events.register(f"after-call.ecr.{operation}", lambda **_: peer.server.advance(60))


def scans(peer, digest):
    name, image = "team/web", {"imageDigest": digest}
    peer.fails("DescribeImageScanFindings", "ScanNotFoundException", repositoryName=name, imageId=image)
    peer.ok("StartImageScan", repositoryName=name, imageId=image)
    peer.fails("StartImageScan", "ImageNotFoundException", repositoryName=name, imageId={"imageTag": "v9"})
    while_waiting(peer, "DescribeImageScanFindings")
    waiter = peer.client.get_waiter("image_scan_complete")
    waiter.wait(repositoryName=name, imageId=image, WaiterConfig={"Delay": 0, "MaxAttempts": 60})
    found = peer.ok("DescribeImageScanFindings", repositoryName=name, imageId=image)
    assert found["imageScanStatus"]["status"] == "COMPLETE", found
    peer.ok("DescribeImageReplicationStatus", repositoryName=name, imageId=image)
    peer.fails("DescribeImageReplicationStatus", "ImageNotFoundException", repositoryName=name,
               imageId={"imageTag": "v9"})
    if peer.knows("DescribeImageSigningStatus"):
        peer.ok("DescribeImageSigningStatus", repositoryName=name, imageId=image)
        peer.fails("DescribeImageSigningStatus", "ImageNotFoundException", repositoryName=name,
                   imageId={"imageTag": "v9"})


def lifecycle(peer):
    name = {"repositoryName": "team/web"}
    text = json.dumps(LIFECYCLE)
    for operation in ("GetLifecyclePolicy", "DeleteLifecyclePolicy"):
        peer.fails(operation, "LifecyclePolicyNotFoundException", **name)
    peer.ok("PutLifecyclePolicy", lifecyclePolicyText=text, **name)
    peer.fails("PutLifecyclePolicy", "InvalidParameterException", lifecyclePolicyText=text.replace("any", "none"), **name)
    assert json.loads(peer.ok("GetLifecyclePolicy", **name)["lifecyclePolicyText"]) == LIFECYCLE
    peer.fails("GetLifecyclePolicyPreview", "LifecyclePolicyPreviewNotFoundException", **name)
    peer.ok("StartLifecyclePolicyPreview", **name)
    peer.fails("StartLifecyclePolicyPreview", "LifecyclePolicyPreviewInProgressException", **name)
    while_waiting(peer, "GetLifecyclePolicyPreview")
    waiter = peer.client.get_waiter("lifecycle_policy_preview_complete")
    waiter.wait(**name, WaiterConfig={"Delay": 0, "MaxAttempts": 60})
    seen = peer.ok("GetLifecyclePolicyPreview", **name)
    assert seen["status"] == "COMPLETE", seen
    peer.ok("DeleteLifecyclePolicy", **name)


def registry(peer):
    none = {"policyText": json.dumps(REGISTRY_POLICY)}
    for operation in ("GetRegistryPolicy", "DeleteRegistryPolicy"):
        peer.fails(operation, "RegistryPolicyNotFoundException")
    peer.ok("PutRegistryPolicy", **none)
    peer.fails("PutRegistryPolicy", "InvalidParameterException", policyText="not JSON")
    peer.ok("GetRegistryPolicy")
    peer.ok("DeleteRegistryPolicy")
    rules = [{"destinations": [{"region": "us-west-2", "registryId": ACCOUNT}]}]
    peer.ok("PutReplicationConfiguration", replicationConfiguration={"rules": rules})
    rules[0]["destinations"][0]["region"] = REGION
    peer.fails("PutReplicationConfiguration", "InvalidParameterException", replicationConfiguration={"rules": rules})
    peer.ok("DescribeRegistry")
    peer.ok("GetAuthorizationToken")
    peer.fails("GetAuthorizationToken", "InvalidParameterException", registryIds=["none"])
    rule = {"scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{"filter": "*", "filterType": "WILDCARD"}]}
    peer.ok("PutRegistryScanningConfiguration", scanType="BASIC", rules=[rule])
    rule["scanFrequency"] = "CONTINUOUS_SCAN"
    peer.fails("PutRegistryScanningConfiguration", "InvalidParameterException", scanType="BASIC", rules=[rule])
    peer.ok("GetRegistryScanningConfiguration")
    peer.ok("BatchGetRepositoryScanningConfiguration", repositoryNames=["team/web"])
    if peer.knows("PutAccountSetting"):
        peer.ok("PutAccountSetting", name="BASIC_SCAN_TYPE_VERSION", value="AWS_NATIVE")
        peer.fails("PutAccountSetting", "InvalidParameterException", name="BASIC_SCAN_TYPE_VERSION", value="none")
        peer.ok("GetAccountSetting", name="BASIC_SCAN_TYPE_VERSION")
        peer.fails("GetAccountSetting", "InvalidParameterException", name="NO_SUCH_SETTING")


def pull_through(peer):
    prefix = {"ecrRepositoryPrefix": "quay"}
    gone = {"ecrRepositoryPrefix": "none"}
    peer.ok("CreatePullThroughCacheRule", upstreamRegistryUrl="quay.io", **prefix)
    peer.fails("CreatePullThroughCacheRule", "PullThroughCacheRuleAlreadyExistsException",
               upstreamRegistryUrl="quay.io", **prefix)
    peer.ok("DescribePullThroughCacheRules")
    peer.fails("DescribePullThroughCacheRules", "PullThroughCacheRuleNotFoundException", ecrRepositoryPrefixes=["none"])
    if peer.knows("UpdatePullThroughCacheRule"):
        secret = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:ecr-pullthroughcache/hub-AbCdEf"
        peer.ok("CreatePullThroughCacheRule", ecrRepositoryPrefix="hub", upstreamRegistryUrl="registry-1.docker.io",
                credentialArn=secret)
        peer.ok("UpdatePullThroughCacheRule", ecrRepositoryPrefix="hub", credentialArn=secret)
        peer.fails("UpdatePullThroughCacheRule", "PullThroughCacheRuleNotFoundException", credentialArn=secret, **gone)
        peer.ok("ValidatePullThroughCacheRule", **prefix)
        peer.fails("ValidatePullThroughCacheRule", "PullThroughCacheRuleNotFoundException", **gone)
    peer.ok("DeletePullThroughCacheRule", **prefix)
    peer.fails("DeletePullThroughCacheRule", "PullThroughCacheRuleNotFoundException", **gone)


def templates(peer):
    if not peer.knows("CreateRepositoryCreationTemplate"):
        return
    made = {"prefix": "team", "appliedFor": ["REPLICATION"]}
    peer.ok("CreateRepositoryCreationTemplate", **made)
    peer.fails("CreateRepositoryCreationTemplate", "TemplateAlreadyExistsException", **made)
    peer.ok("DescribeRepositoryCreationTemplates")
    peer.fails("DescribeRepositoryCreationTemplates", "InvalidParameterException", nextToken="made up")
    peer.ok("UpdateRepositoryCreationTemplate", prefix="team", description="of the team")
    peer.fails("UpdateRepositoryCreationTemplate", "TemplateNotFoundException", prefix="none")
    peer.ok("DeleteRepositoryCreationTemplate", prefix="team")
    peer.fails("DeleteRepositoryCreationTemplate", "TemplateNotFoundException", prefix="team")


def signing(peer):
    if not peer.knows("PutSigningConfiguration"):
        return
    profile = f"arn:aws:signer:{REGION}:{ACCOUNT}:/signing-profiles/web"
    for operation in ("GetSigningConfiguration", "DeleteSigningConfiguration"):
        peer.fails(operation, "SigningConfigurationNotFoundException")
    peer.ok("PutSigningConfiguration", signingConfiguration={"rules": [{"signingProfileArn": profile}]})
    peer.fails("PutSigningConfiguration", "InvalidParameterException",
               signingConfiguration={"rules": [{"signingProfileArn": "arn:aws:iam::1:role/a"}]})
    peer.ok("GetSigningConfiguration")
    peer.ok("DeleteSigningConfiguration")
    role = {"principalArn": f"arn:aws:iam::{ACCOUNT}:role/scanner"}
    peer.ok("RegisterPullTimeUpdateExclusion", **role)
    peer.fails("RegisterPullTimeUpdateExclusion", "ExclusionAlreadyExistsException", **role)
    assert peer.ok("ListPullTimeUpdateExclusions")["pullTimeUpdateExclusions"] == [role["principalArn"]]
    peer.ok("DeregisterPullTimeUpdateExclusion", **role)
    peer.fails("DeregisterPullTimeUpdateExclusion", "ExclusionNotFoundException", **role)


def what_is_left(peer):
    """Operations that fail in no other way fail when they are told to."""
    scanning = {"repositoryNames": ["team/web"]}
    for operation, parameters in (
        ("BatchGetRepositoryScanningConfiguration", scanning),
        ("DescribeRegistry", {}),
        ("GetRegistryScanningConfiguration", {}),
        ("ListPullTimeUpdateExclusions", {}),
    ):
        if not peer.knows(operation):
            continue
        with peer.server.fault(kind="error", operation=operation, code="ServerException", status=500):
            peer.fails(operation, "ServerException", **parameters)


def strangers_are_refused(peer):
    stranger = boto3.session.Session().client(
        "ecr",
        region_name=REGION,
        endpoint_url=peer.server.url,
        aws_access_key_id=peer.server.variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key="wrong",
    )
    try:
        stranger.describe_registry()
    except botocore.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == "InvalidSignatureException", error.response
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403, error.response
    else:
        raise AssertionError("a wrong secret was accepted")


def main(program):
    served.without_environment()
    config = b'{"architecture":"amd64","os":"linux"}'
    layer = artifacts.blob(PART + 1000, "layer")
    with served.emulator(program) as server:
        peer = Peer(server)
        repositories(peer)
        layers(peer, config, layer)
        digest = images(peer, config, layer)
        scans(peer, digest)
        lifecycle(peer)
        registry(peer)
        pull_through(peer)
        templates(peer)
        signing(peer)
        what_is_left(peer)
        strangers_are_refused(peer)
        unused, unfailed = peer.missing()
        assert not unused, f"never called well: {unused}"
        assert not unfailed, f"never failed: {unfailed}"
    with served.emulator(program, "--tls") as server:
        Peer(server, verify=server.variables["AWS_CA_BUNDLE"]).ok("DescribeRepositories")
    print(f"boto3 {boto3.__version__}: {len(peer.well)} operations, each well and each with an error")


if __name__ == "__main__":
    main(sys.argv[1])
