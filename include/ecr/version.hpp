#pragma once

/// Version of the library, as numbers for `#if` and as text.
#define ECR_VERSION_MAJOR 0
#define ECR_VERSION_MINOR 1
#define ECR_VERSION_PATCH 0
#define ECR_VERSION_STRING "0.1.0"
