#include <ecr/detail/json_read.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/operations.hpp>

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <support/data_file.hpp>
#include <utility>

namespace {

using ecr::detail::value_kind;

template <class Shape>
Shape read(const std::string& text) {
    Shape object;
    BOOST_TEST(ecr::detail::json_read(text, object) == "");
    return object;
}

template <class Shape>
std::string written(const Shape& object) {
    std::string text;
    BOOST_TEST(!ecr::detail::json_write(object, text).has_value());
    return text;
}

// Members that hold something, as `shape.member`.
class coverage {
public:
    template <class Shape>
    void add(const Shape& object) {
        structure(ecr::detail::shape_of<Shape>, &object);
    }
    template <class Shape>
    void want() {
        want(ecr::detail::shape_of<Shape>);
    }
    std::set<std::string> missing() const {
        std::set<std::string> names;
        for (const auto& name : wanted_) {
            if (!seen_.contains(name)) names.insert(name);
        }
        return names;
    }
    std::size_t wanted() const { return wanted_.size(); }

private:
    static std::string name_of(const ecr::detail::shape& shape, const ecr::detail::field& field) {
        return std::string(shape.name) + "." + std::string(field.name);
    }

    void structure(const ecr::detail::shape& shape, const void* object) {
        for (const auto& field : shape) {
            if (value(*field.value, field.in(object))) seen_.insert(name_of(shape, field));
        }
    }

    bool value(const ecr::detail::value_type& type, const void* object) {
        if (type.kind == value_kind::optional) {
            object = type.get(object);
            return object != nullptr && value(*type.inner, object);
        }
        if (type.kind == value_kind::structure) structure(*type.structure, object);
        if (type.kind == value_kind::map) return type.count(object) != 0;
        if (type.kind != value_kind::list) return true;
        const auto [data, count] = type.list(object);
        for (std::size_t at = 0; at != count; ++at) {
            value(*type.inner, static_cast<const std::byte*>(data) + at * type.inner->size);
        }
        return count != 0;
    }

    void want(const ecr::detail::shape& shape) {
        if (!shapes_.insert(&shape).second) return;
        for (const auto& field : shape) {
            wanted_.insert(name_of(shape, field));
            const auto* type = field.value;
            while (type->inner != nullptr) type = type->inner;
            if (type->kind == value_kind::structure) want(*type->structure);
        }
    }

    std::set<const ecr::detail::shape*> shapes_{};
    std::set<std::string> wanted_{};
    std::set<std::string> seen_{};
};

struct golden {
    std::string stem;
    int variants;
    bool declaration_order;
    bool botocore;

    std::string file(const std::string& kind, int variant = 1) const {
        const std::string number = variant == 1 ? "" : "." + std::to_string(variant);
        return test::file_text("operations/" + stem + "." + kind + number + ".json");
    }
};

golden golden_of(std::string_view operation) {
    static const auto index = test::json_file("operations/index.json");
    const auto& entry = index.at(operation);
    const auto& clients = entry.at("clients").as_array();
    return {std::string(test::view(entry.at("stem"))), static_cast<int>(entry.at("variants").as_int64()),
            entry.at("declaration_order").as_bool(), clients.size() == 2};
}

// Where the other client orders members differently, the same data in the same length is the same text but
// for that.
void check_same_text(const std::string& ours, const std::string& golden, bool same_order) {
    if (same_order) {
        BOOST_TEST(ours == golden);
    } else {
        BOOST_TEST(ours.size() == golden.size());
        BOOST_TEST(boost::json::parse(ours) == boost::json::parse(golden));
    }
}

}

BOOST_AUTO_TEST_SUITE(operations)

BOOST_AUTO_TEST_CASE(requests_are_written_as_another_client_writes_them) {
    ecr::operations::for_each([]<class Operation>(const Operation& operation) {
        BOOST_TEST_CONTEXT(operation.name()) {
            const golden files = golden_of(operation.name());
            using request = typename Operation::request_type;

            for (int variant = 1; variant <= files.variants; ++variant) {
                const std::string text = files.file("request", variant);
                check_same_text(written(read<request>(text)), text, files.declaration_order && variant == 1);
            }
            const std::string minimal = files.file("minimal");
            check_same_text(written(read<request>(minimal)), minimal, false);
        }
    });
}

BOOST_AUTO_TEST_CASE(responses_are_read_and_written_back_byte_for_byte) {
    ecr::operations::for_each([]<class Operation>(const Operation& operation) {
        BOOST_TEST_CONTEXT(operation.name()) {
            const golden files = golden_of(operation.name());
            for (int variant = 1; variant <= files.variants; ++variant) {
                const std::string text = files.file("response", variant);

                BOOST_TEST(written(read<typename Operation::response_type>(text)) == text);
            }
        }
    });
}

BOOST_AUTO_TEST_CASE(spaced_and_escaped_text_of_a_third_client_means_the_same) {
    std::size_t compared = 0;
    ecr::operations::for_each([&]<class Operation>(const Operation& operation) {
        BOOST_TEST_CONTEXT(operation.name()) {
            const golden files = golden_of(operation.name());
            if (!files.botocore) return;
            const std::string text = files.file("botocore");

            const auto request = read<typename Operation::request_type>(text);

            BOOST_TEST(boost::json::parse(written(request)) == boost::json::parse(text));
            ++compared;
        }
    });
    BOOST_TEST(compared == 41u);
}

BOOST_AUTO_TEST_CASE(every_member_of_every_shape_is_in_a_golden_file) {
    coverage members;
    ecr::operations::for_each([&]<class Operation>(const Operation& operation) {
        const golden files = golden_of(operation.name());
        members.want<typename Operation::request_type>();
        members.want<typename Operation::response_type>();
        for (int variant = 1; variant <= files.variants; ++variant) {
            members.add(read<typename Operation::request_type>(files.file("request", variant)));
            members.add(read<typename Operation::response_type>(files.file("response", variant)));
        }
    });

    BOOST_TEST(members.wanted() == 599u);
    for (const auto& name : members.missing()) BOOST_ERROR(name + " is in no golden file");
}

BOOST_AUTO_TEST_CASE(a_response_that_arrives_byte_by_byte_is_the_same) {
    ecr::operations::for_each([]<class Operation>(const Operation& operation) {
        BOOST_TEST_CONTEXT(operation.name()) {
            const std::string text = golden_of(operation.name()).file("response");
            typename Operation::response_type object;
            ecr::detail::json_reader reader(object);

            for (const char& c : text) BOOST_REQUIRE(reader.write({&c, 1}));

            BOOST_TEST(reader.finish());
            BOOST_TEST(written(object) == text);
        }
    });
}

BOOST_AUTO_TEST_CASE(an_operation_is_the_target_that_other_clients_send) {
    const auto index = test::json_file("operations/index.json");
    ecr::operations::for_each([&](const auto& operation) {
        const auto& target = index.at(operation.name()).at("target");

        BOOST_TEST(test::view(target) ==
                   "AmazonEC2ContainerRegistry_V20150921." + std::string(operation.name()));
    });
    BOOST_TEST(index.as_object().size() == ecr::operations::count);
}

BOOST_AUTO_TEST_SUITE_END()
