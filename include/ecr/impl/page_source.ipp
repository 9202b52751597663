#pragma once

#include <ecr/detail/on_strand.hpp>
#include <ecr/detail/page_source.hpp>
#include <ecr/detail/user_agent.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// Marks a source whose pages are being fetched ahead, until that ends or its context goes.
struct page_source::running {
    explicit running(page_source& self)
        : source(self) {}
    ~running() { source.running_ = false; }
    running(const running&) = delete;
    running& operator=(const running&) = delete;

    page_source& source;
};

/// Makes the timer of a consumer that waits known as long as it waits.
struct page_source::waiting {
    waiting(page_source& self, boost::asio::steady_timer& timer)
        : source(self) {
        source.waiting_ = &timer;
    }
    ~waiting() { source.waiting_ = nullptr; }
    waiting(const waiting&) = delete;
    waiting& operator=(const waiting&) = delete;

    page_source& source;
};

ECR_DECL boost::asio::awaitable<fetched_page> page_source::fetch(std::shared_ptr<page_source> self) {
    fetched_page page;
    page.object = self->type_.make();
    const call_output output{self->type_.response, page.object.get(), nullptr};
    auto input = self->request_(self->trail_.token(), false);
    input.feature = feature::paginator;
    auto work = call(*self->core_, *self->changed_, input, output);
    page.failure = co_await std::move(work);
    if (page.failure) co_return page;
    const auto sizes = self->type_.sizes(page.object.get());
    std::uint64_t items = 0;
    for (const auto each : sizes) items += each;
    page.step = self->trail_.arrived(self->type_.token(page.object.get()), items);
    co_return page;
}

ECR_DECL boost::asio::awaitable<void> page_source::fill(std::shared_ptr<page_source> self) {
    const running mark(*self);
    bool more = true;
    while (more) {
        fetched_page page;
        try {
            auto work = fetch(self);
            page = co_await std::move(work);
        } catch (...) {
            page.thrown = std::current_exception();
        }
        more = page.well() && page.step.repeated.empty() && !self->trail_.enough();
        self->pages_.push_back(std::move(page));
        if (self->waiting_ != nullptr) self->waiting_->cancel();
        more = more && !self->dropped_ && self->pages_.size() < self->ahead_;
    }
}

ECR_DECL void page_source::start(const std::shared_ptr<page_source>& self) {
    self->running_ = true;
    const auto signal = std::make_shared<boost::asio::cancellation_signal>();
    self->fetching_ = signal;
    try {
        boost::asio::co_spawn(
            *self->strand_, fill(self),
            boost::asio::bind_cancellation_slot(signal->slot(), [signal](const std::exception_ptr&) {}));
    } catch (...) {
        self->running_ = false;
        throw;
    }
}

ECR_DECL boost::asio::awaitable<void> page_source::wait(page_source& self) {
    boost::asio::steady_timer timer(*self.strand_, boost::asio::steady_timer::time_point::max());
    const waiting mark(self, timer);
    boost::system::error_code ignored;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
}

ECR_DECL boost::asio::awaitable<fetched_page> page_source::take(std::shared_ptr<page_source> self) {
    while (self->pages_.empty()) {
        if (!self->running_) start(self);
        // The fetching may have begun and even ended there and then.
        if (!self->pages_.empty()) break;
        auto waited = wait(*self);
        co_await std::move(waited);
    }
    fetched_page page = std::move(self->pages_.front());
    self->pages_.pop_front();
    const fetched_page& latest = self->pages_.empty() ? page : self->pages_.back();
    const bool goes_on = latest.well() && latest.step.repeated.empty();
    if (goes_on && !self->running_ && !self->dropped_ && !self->trail_.enough()) start(self);
    co_return page;
}

ECR_DECL boost::asio::awaitable<fetched_page> page_source::next(std::shared_ptr<page_source> self) {
    if (self->ahead_ == 0) {
        auto direct = fetch(self);
        auto page = co_await std::move(direct);
        co_return page;
    }
    const auto executor = co_await boost::asio::this_coro::executor;
    if (!self->strand_) self->strand_.emplace(boost::asio::make_strand(executor));
    auto work = take(self);
    auto crossing = on_strand(*self->strand_, std::move(work));
    auto page = co_await std::move(crossing);
    if (page.thrown) std::rethrow_exception(page.thrown);
    co_return page;
}

ECR_DECL void page_source::drop() noexcept {
    if (ahead_ == 0 || !running_) return;
    try {
        boost::asio::post(*strand_, [self = shared_from_this()] {
            self->dropped_ = true;
            if (const auto signal = self->fetching_.lock())
                signal->emit(boost::asio::cancellation_type::terminal);
        });
    } catch (...) {
        // Without memory for that, a few pages are fetched in vain.
        return;
    }
}

}
