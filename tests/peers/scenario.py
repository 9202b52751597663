"""What every client of another maker does with the emulator: each operation that it knows, well and with an error
that the operation declares, all pages and both waiters."""

import json
import urllib.request

import artifacts

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


def repositories(peer):
    for name in ("team/web", "team/db", "team/old"):
        made = peer.ok("CreateRepository", repositoryName=name)["repository"]
        assert made["repositoryArn"] == f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/{name}", made
    peer.fails("CreateRepository", "RepositoryAlreadyExistsException", repositoryName="team/web")
    peer.fails("CreateRepository", "InvalidParameterException", repositoryName="UPPER")
    names = [each["repositoryName"] for each in peer.all_pages("DescribeRepositories", "repositories")]
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
    assert told.members is None or told.members["repositoryName"] == name, told.members
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

    tags = [each["imageTag"] for each in peer.all_pages("ListImages", "imageIds", repositoryName=name)]
    assert sorted(tags) == ["v1", "v2", "v3"], tags
    details = peer.all_pages("DescribeImages", "imageDetails", repositoryName=name)
    assert details[0]["imageSizeInBytes"] > 0, details
    for operation in ("ListImages", "DescribeImages", "BatchGetImage", "BatchDeleteImage"):
        ids = {"imageIds": [{"imageTag": "v1"}]} if operation.startswith("Batch") else {}
        peer.fails(operation, "RepositoryNotFoundException", repositoryName="team/none", **ids)
    peer.fails("DescribeImages", "ImageNotFoundException", repositoryName=name, imageIds=[{"imageTag": "v9"}])
    deleted = peer.ok("BatchDeleteImage", repositoryName=name, imageIds=[{"imageTag": "v3"}])
    assert deleted["imageIds"][0]["imageTag"] == "v3", deleted
    peer.fails("DeleteRepository", "RepositoryNotEmptyException", repositoryName=name)
    for count in (2, 3):
        peer.ok("PutImage", repositoryName=name, imageManifest=artifacts.manifest(config, [layer] * count),
                imageTag=f"w{count}")
    if peer.knows("ListImageReferrers"):
        for kind in ("sbom", "signature"):
            referrer = artifacts.referrer(config, layer, made["imageManifest"], kind)
            peer.ok("PutImage", repositoryName=name, imageManifest=referrer)
        listed = peer.all_pages("ListImageReferrers", "referrers", repositoryName=name,
                                subjectId={"imageDigest": digest})
        assert len(listed) == 2, listed
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


def scans(peer, digest):
    name, image = "team/web", {"imageDigest": digest}
    peer.fails("DescribeImageScanFindings", "ScanNotFoundException", repositoryName=name, imageId=image)
    names = ["CVE-2024-0001", "CVE-2024-0002", "CVE-2024-0003"]
    peer.server.find(name, digest, names)
    peer.ok("StartImageScan", repositoryName=name, imageId=image)
    peer.fails("StartImageScan", "ImageNotFoundException", repositoryName=name, imageId={"imageTag": "v9"})
    peer.server.requests()
    peer.wait("ImageScanComplete", {"repositoryName": name, "imageId": image})
    polls = peer.server.requests()
    assert len(polls) > 1 and set(polls) == {"DescribeImageScanFindings"}, polls
    found = peer.ok("DescribeImageScanFindings", repositoryName=name, imageId=image)
    assert found["imageScanStatus"]["status"] == "COMPLETE", found
    pages = list(peer.pages("DescribeImageScanFindings", 1, {"repositoryName": name, "imageId": image}))
    assert [each["name"] for page in pages for each in page["imageScanFindings"]["findings"]] == names, pages
    peer.paged.add("DescribeImageScanFindings")
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
    peer.fails("PutLifecyclePolicy", "InvalidParameterException", **name,
               lifecyclePolicyText=text.replace("any", "none"))
    assert json.loads(peer.ok("GetLifecyclePolicy", **name)["lifecyclePolicyText"]) == LIFECYCLE
    peer.fails("GetLifecyclePolicyPreview", "LifecyclePolicyPreviewNotFoundException", **name)
    peer.ok("StartLifecyclePolicyPreview", **name)
    peer.fails("StartLifecyclePolicyPreview", "LifecyclePolicyPreviewInProgressException", **name)
    peer.server.requests()
    peer.wait("LifecyclePolicyPreviewComplete", name)
    polls = peer.server.requests()
    assert len(polls) > 1 and set(polls) == {"GetLifecyclePolicyPreview"}, polls
    seen = peer.ok("GetLifecyclePolicyPreview", **name)
    assert seen["status"] == "COMPLETE", seen
    assert len(peer.all_pages("GetLifecyclePolicyPreview", "previewResults", **name)) == 2, seen
    peer.ok("DeleteLifecyclePolicy", **name)


def backfills(peer, destination):
    begun = peer.ok("StartReplicationBackfill", destination=destination)["replicationBackfillId"]
    peer.fails("StartReplicationBackfill", "ReplicationBackfillInProgressException", destination=destination)
    peer.ok("StopReplicationBackfill", replicationBackfillId=begun)
    peer.server.advance(3600)
    peer.fails("StopReplicationBackfill", "ReplicationBackfillInvalidStatusException", replicationBackfillId=begun)
    second = peer.ok("StartReplicationBackfill", destination=destination)["replicationBackfillId"]
    peer.server.advance(3600)
    listed = peer.all_pages("ListReplicationBackfills", "backfills")
    assert {each["replicationBackfillId"] for each in listed} == {begun, second}, listed
    copied = peer.all_pages("DescribeReplicationBackfillResults", "results", replicationBackfillId=second)
    assert len(copied) > 1, copied
    peer.fails("DescribeReplicationBackfillResults", "ReplicationBackfillNotFoundException",
               replicationBackfillId="12345678-1234-1234-1234-123456789012")


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
    if peer.knows("StartReplicationBackfill"):
        backfills(peer, rules[0]["destinations"][0])
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
    peer.fails("DescribePullThroughCacheRules", "PullThroughCacheRuleNotFoundException",
               ecrRepositoryPrefixes=["none"])
    if peer.knows("UpdatePullThroughCacheRule"):
        secret = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:ecr-pullthroughcache/hub-AbCdEf"
        peer.ok("CreatePullThroughCacheRule", ecrRepositoryPrefix="hub", upstreamRegistryUrl="registry-1.docker.io",
                credentialArn=secret)
        peer.ok("UpdatePullThroughCacheRule", ecrRepositoryPrefix="hub", credentialArn=secret)
        peer.fails("UpdatePullThroughCacheRule", "PullThroughCacheRuleNotFoundException", credentialArn=secret, **gone)
        peer.ok("ValidatePullThroughCacheRule", **prefix)
        peer.fails("ValidatePullThroughCacheRule", "PullThroughCacheRuleNotFoundException", **gone)
    peer.ok("CreatePullThroughCacheRule", ecrRepositoryPrefix="pub", upstreamRegistryUrl="public.ecr.aws")
    rules = peer.all_pages("DescribePullThroughCacheRules", "pullThroughCacheRules")
    assert [each["ecrRepositoryPrefix"] for each in rules][-2:] == ["pub", "quay"], rules
    peer.ok("DeletePullThroughCacheRule", **prefix)
    peer.fails("DeletePullThroughCacheRule", "PullThroughCacheRuleNotFoundException", **gone)


def templates(peer):
    if not peer.knows("CreateRepositoryCreationTemplate"):
        return
    made = {"prefix": "team", "appliedFor": ["REPLICATION"]}
    peer.ok("CreateRepositoryCreationTemplate", **made)
    peer.fails("CreateRepositoryCreationTemplate", "TemplateAlreadyExistsException", **made)
    peer.ok("CreateRepositoryCreationTemplate", prefix="ROOT", appliedFor=["CREATE_ON_PUSH"])
    listed = peer.all_pages("DescribeRepositoryCreationTemplates", "repositoryCreationTemplates")
    assert [each["prefix"] for each in listed] == ["ROOT", "team"], listed
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
    other = f"arn:aws:iam::{ACCOUNT}:role/auditor"
    peer.ok("RegisterPullTimeUpdateExclusion", principalArn=other)
    listed = peer.all_pages("ListPullTimeUpdateExclusions", "pullTimeUpdateExclusions")
    assert listed == [other, role["principalArn"]], listed
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
        ("ListReplicationBackfills", {}),
    ):
        if not peer.knows(operation):
            continue
        with peer.server.fault(kind="error", operation=operation, code="ServerException", status=500):
            peer.fails(operation, "ServerException", **parameters)


def drive(peer):
    """Does it all, and says how much that was."""
    config = b'{"architecture":"amd64","os":"linux"}'
    layer = artifacts.blob(PART + 1000, "layer")
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
    unused, unfailed = peer.missing()
    assert not unused, f"never called well: {unused}"
    assert not unfailed, f"never failed: {unfailed}"
    return f"{len(peer.well)} operations, each well and each with an error, {len(peer.paged)} in pages"
