#pragma once

/// \file
/// All waiters of the library.

#include <ecr/waiter/image_replicated.hpp>
#include <ecr/waiter/image_scan_complete.hpp>
#include <ecr/waiter/image_signed.hpp>
#include <ecr/waiter/lifecycle_policy_preview_complete.hpp>
#include <ecr/waiter/pull_through_rule_valid.hpp>
#include <ecr/waiter/replication_backfill_done.hpp>
#include <ecr/waiter/repository_exists.hpp>
#include <ecr/waiter/repository_gone.hpp>
#include <ecr/waiter/scan_findings_ready.hpp>
#include <ecr/waiter/storage_class_changed.hpp>
