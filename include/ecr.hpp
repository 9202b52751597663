#pragma once

/// \file
/// All that a program needs to work with the API: operations and their shapes, errors, validation and JSON.

#include <ecr/async_generator.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/exception.hpp>
#include <ecr/for_each.hpp>
#include <ecr/json.hpp>
#include <ecr/operations.hpp>
#include <ecr/pager.hpp>
#include <ecr/registry_host.hpp>
#include <ecr/response_metadata.hpp>
#include <ecr/result.hpp>
#include <ecr/stream.hpp>
#include <ecr/validation.hpp>
#include <ecr/version.hpp>
#include <ecr/waiters.hpp>
