#define BOOST_TEST_MODULE ecr
#include <boost/test/unit_test.hpp>
