#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/route.hpp>
#include <ecr/operation/list_tags_for_resource.hpp>
#include <ecr/operation/tag_resource.hpp>
#include <ecr/operation/untag_resource.hpp>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL tag_resource_response on_tag_resource(const handling& on, const tag_resource_request& request);
ECR_DECL untag_resource_response on_untag_resource(const handling& on, const untag_resource_request& request);
ECR_DECL list_tags_for_resource_response
on_list_tags_for_resource(const handling& on, const list_tags_for_resource_request& request);

/// The operations on the tags of repositories.
[[nodiscard]] ECR_DECL std::span<const route> resource_tags_routes();

/// The tags with those added; refused if one is not acceptable or if they are too many.
[[nodiscard]] ECR_DECL std::map<std::string, std::string> with_tags(std::map<std::string, std::string> tags,
                                                                    const std::vector<ecr::tag>& added);

/// `arn:aws:<service>:<region>:<account>:<resource>`, in the partition of the region.
[[nodiscard]] ECR_DECL std::string arn_of(std::string_view service, std::string_view account,
                                          std::string_view region, std::string_view resource);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/resource_tags.ipp>
#endif
