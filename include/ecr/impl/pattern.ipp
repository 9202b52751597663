#pragma once

#include <ecr/detail/pattern.hpp>

#include <charconv>
#include <limits>
#include <system_error>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

// Emits the program while it reads, without recursion: a group, like everything in it, is one contiguous
// piece of program that is entered at its start and left through its end.
class pattern_compiler {
public:
    explicit pattern_compiler(std::string_view expression)
        : rest_(expression) {}

    std::optional<pattern> run() {
        while (!rest_.empty())
            if (!step(take()) || program_.size() > pattern::max_states) return std::nullopt;
        if (groups_.size() != 1) return std::nullopt;
        join_branches();
        emit(opcode::accept);
        if (program_.size() > pattern::max_states) return std::nullopt;
        pattern result;
        result.program_ = std::move(program_);
        result.classes_ = std::move(classes_);
        return result;
    }

private:
    using byte_set = pattern::byte_set;
    using opcode = pattern::opcode;

    static constexpr auto unbounded = std::numeric_limits<std::size_t>::max();

    struct group {
        std::size_t start = 0;
        std::optional<std::size_t> last_branch{};
    };

    bool step(char c) {
        if (c == '(') return open_group();
        if (c == ')') return close_group();
        if (c == '|') return next_branch();
        if (c == '^') return emit(opcode::begin);
        if (c == '$') return emit(opcode::end);
        if (c == '?') return repeat(0, 1);
        if (c == '*') return repeat(0, unbounded);
        if (c == '+') return repeat(1, unbounded);
        if (c == '{') return counted_repeat();
        if (c == '.') return consume(~byte_set().set('\n'));
        if (c == '[') return consume(character_class());
        return c != '}' && consume(character(c));
    }

    bool open_group() {
        if (skip('?') && !skip(':')) return false;
        groups_.push_back({.start = program_.size()});
        repeatable_.reset();
        return true;
    }

    bool close_group() {
        if (groups_.size() == 1) return false;
        join_branches();
        repeatable_ = groups_.back().start;
        groups_.pop_back();
        return true;
    }

    bool next_branch() {
        join_branches();
        groups_.back().last_branch = program_.size();
        return true;
    }

    // Makes one piece of all branches so far: what is on the left of the last `|` is already one.
    void join_branches() {
        repeatable_.reset();
        const auto [start, right] = groups_.back();
        if (!right) return;
        insert(*right, opcode::jump, program_.size() - *right + 1);
        insert(start, opcode::fork, *right - start + 2);
    }

    bool repeat(std::size_t least, std::size_t most) {
        if (!repeatable_) return false;
        const auto start = program_.begin() + static_cast<std::ptrdiff_t>(*repeatable_);
        const std::vector<pattern::instruction> piece(start, program_.end());
        const auto skippable = most != unbounded ? most - least : std::size_t{least == 0};
        repeatable_.reset();
        if (piece.empty()) return true;
        if (least * piece.size() + skippable * (piece.size() + 1) > pattern::max_states) return false;

        program_.erase(start, program_.end());
        for (auto left = least + skippable; left > 0; --left) {
            if (left <= skippable) emit(opcode::fork, left * (piece.size() + 1));
            program_.insert(program_.end(), piece.begin(), piece.end());
        }
        return most != unbounded || emit(opcode::fork, 0 - piece.size());
    }

    bool counted_repeat() {
        const auto least = number();
        auto most = least;
        if (skip(',')) most = rest_.starts_with('}') ? unbounded : number();
        return least && most && skip('}') && *least <= *most && repeat(*least, *most);
    }

    std::optional<std::size_t> number() {
        std::uint16_t value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc()) return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    bool consume(const std::optional<byte_set>& bytes) {
        if (!bytes) return false;
        emit(opcode::consume, classes_.size());
        classes_.push_back(*bytes);
        repeatable_ = program_.size() - 1;
        return true;
    }

    std::optional<byte_set> character(char c) {
        if (c == '\\') return escaped();
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || c == '[' || c == ']') return std::nullopt;
        return byte_set().set(byte);
    }

    std::optional<byte_set> escaped() {
        if (rest_.empty()) return std::nullopt;
        const auto c = take();
        const auto named = [](std::string_view tail) { return pattern_compiler(tail).character_class(); };
        if (c == 'd') return named("0-9]");
        if (c == 'D') return named("^0-9]");
        if (c == 'w') return named("0-9A-Z_a-z]");
        if (c == 'W') return named("^0-9A-Z_a-z]");
        if (c == 's') return named(" \t\n\v\f\r]");
        if (c == 'S') return named("^ \t\n\v\f\r]");
        constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
        if (punctuation.find(c) == punctuation.npos) return std::nullopt;
        return byte_set().set(static_cast<unsigned char>(c));
    }

    std::optional<byte_set> character_class() {
        const auto negated = skip('^');
        byte_set bytes;
        do {
            if (rest_.empty()) return std::nullopt;
            auto member = character(take());
            // A hyphen that follows a range, or ends the class, is a member itself.
            if (member && rest_.starts_with('-') && !rest_.starts_with("-]")) member = range_from(*member);
            if (!member) return std::nullopt;
            bytes |= *member;
        } while (!skip(']'));
        return negated ? ~bytes : bytes;
    }

    std::optional<byte_set> range_from(const byte_set& low) {
        take();
        const auto high = rest_.empty() ? std::nullopt : character(take());
        if (!high || low.count() != 1 || high->count() != 1) return std::nullopt;
        byte_set bytes;
        for (auto edge = low; edge.any(); edge <<= 1) {
            bytes |= edge;
            if (edge == *high) return bytes;
        }
        return std::nullopt;
    }

    bool emit(opcode code, std::size_t operand = 0) {
        insert(program_.size(), code, operand);
        return true;
    }

    void insert(std::size_t at, opcode code, std::size_t operand) {
        repeatable_.reset();
        program_.insert(program_.begin() + static_cast<std::ptrdiff_t>(at), {code, operand});
    }

    bool skip(char c) {
        const auto found = rest_.starts_with(c);
        if (found) take();
        return found;
    }

    char take() {
        const auto c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    std::string_view rest_;
    std::vector<pattern::instruction> program_;
    std::vector<byte_set> classes_;
    std::vector<group> groups_{group{}};
    std::optional<std::size_t> repeatable_; // where the piece starts that a quantifier would repeat
};

ECR_DECL std::optional<pattern> pattern::compile(std::string_view expression) {
    return pattern_compiler(expression).run();
}

ECR_DECL bool pattern::matches(std::string_view text) const {
    threads running{.entered = std::vector<std::size_t>(program_.size())};
    std::vector<std::size_t> consuming;
    enter(0, {.offset = 0, .end = text.size()}, running);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (running.waiting.empty()) return false;
        const auto byte = static_cast<unsigned char>(text[i]);
        std::swap(consuming, running.waiting);
        running.waiting.clear();
        for (const auto state : consuming)
            if (classes_[program_[state].operand][byte])
                enter(state + 1, {.offset = i + 1, .end = text.size()}, running);
    }
    return running.entered.back() == text.size() + 1;
}

// Every state is expanded at most once for each position, which is what keeps the whole match linear.
ECR_DECL void pattern::enter(std::size_t first, position at, threads& running) const {
    running.pending.push_back(first);
    while (!running.pending.empty()) {
        const auto state = running.pending.back();
        running.pending.pop_back();
        if (std::exchange(running.entered[state], at.offset + 1) == at.offset + 1) continue;
        const auto [code, operand] = program_[state];
        const auto passes = code == opcode::fork || (code == opcode::begin && at.offset == 0) ||
                            (code == opcode::end && at.offset == at.end);
        if (passes) running.pending.push_back(state + 1);
        if (code == opcode::fork || code == opcode::jump) running.pending.push_back(state + operand);
        if (code == opcode::consume) running.waiting.push_back(state);
    }
}

}
