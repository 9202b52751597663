#include <ecr/emulator/account_settings.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated.hpp>
#include <support/routes.hpp>

namespace {

using namespace ecr::emulation;

}

BOOST_AUTO_TEST_SUITE(emulator_account_settings)

BOOST_AUTO_TEST_CASE(settings_begin_at_their_defaults) {
    test::emulated in;

    BOOST_TEST(on_get_account_setting(in.on, {"BASIC_SCAN_TYPE_VERSION"}).value.value() == "AWS_NATIVE");
    BOOST_TEST(on_get_account_setting(in.on, {"REGISTRY_POLICY_SCOPE"}).value.value() == "V2");
    BOOST_TEST(on_get_account_setting(in.on, {"BLOB_MOUNTING"}).value.value() == "DISABLED");
}

BOOST_AUTO_TEST_CASE(a_setting_is_kept_until_it_is_set_again) {
    test::emulated in;

    const auto put = on_put_account_setting(in.on, {"BLOB_MOUNTING", "ENABLED"});
    const auto kept = on_get_account_setting(in.on, {"BLOB_MOUNTING"});
    on_put_account_setting(in.on, {"BLOB_MOUNTING", "DISABLED"});
    const auto changed = on_get_account_setting(in.on, {"BLOB_MOUNTING"});

    BOOST_TEST(put.name.value() == "BLOB_MOUNTING");
    BOOST_TEST(put.value.value() == "ENABLED");
    BOOST_TEST(kept.value.value() == "ENABLED");
    BOOST_TEST(changed.value.value() == "DISABLED");
}

BOOST_AUTO_TEST_CASE(unknown_names_and_values_are_refused) {
    test::emulated in;

    TEST_FAULT(get_account_setting, in, invalid_parameter, "COLOUR", {"COLOUR"});
    TEST_FAULT(put_account_setting, in, invalid_parameter, "COLOUR", {"COLOUR", "RED"});
    for (const std::string value : {"", "enabled", "V2"})
        TEST_FAULT(put_account_setting, in, invalid_parameter, "BLOB_MOUNTING", {"BLOB_MOUNTING", value});
    BOOST_TEST(on_get_account_setting(in.on, {"BLOB_MOUNTING"}).value.value() == "DISABLED");
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(account_settings_routes(), {"GetAccountSetting", "PutAccountSetting"});
}

BOOST_AUTO_TEST_SUITE_END()
