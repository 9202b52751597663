#define BOOST_TEST_MODULE ecr
#include "thread_sanitizer.hpp"

#include <boost/test/unit_test.hpp>
