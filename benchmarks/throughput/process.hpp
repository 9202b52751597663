#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace bench {

/// Another program, which is given lines and answers with lines; it has to end when its input ends.
class process {
public:
    /// Looks for the program in the folder of this one.
    process(const std::string& program, const std::vector<std::string>& arguments);
    process(process&&) noexcept = default;

    void say(std::string_view line);
    /// Ends this program if the other has ended.
    std::string hear();

private:
    struct close_file {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    using file = std::unique_ptr<std::FILE, close_file>;
    /// Waits for it.
    struct child {
        child() = default;
        child(child&& other) noexcept
            : id(std::exchange(other.id, 0)) {}
        child& operator=(child&&) = delete;
        ~child();

        pid_t id = 0;
    };

    // Its input ends first, then this program waits.
    std::string program_;
    child child_{};
    file output_{};
    file input_{};
};

}
