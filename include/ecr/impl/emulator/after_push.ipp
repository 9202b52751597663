#pragma once

#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/image_replications.hpp>
#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/image_signings.hpp>
#include <ecr/emulator/replication_backfills.hpp>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL void image_pushed(const handling& on, registry& of, const std::string& repository,
                           stored_image& image) {
    scan_on_push(on, of, repository, image);
    sign_on_push(on, of, repository, image);
    replicate_on_push(on, of, repository, image);
}

ECR_DECL void advance(const handling& on) {
    for (auto& [key, each] : on.all.registries()) {
        make_copies(on, each);
        run_backfills(on, each);
    }
}

}
