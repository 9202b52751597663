# Passes when a source does not compile and the compiler says what its first line announces.
#   cmake -DCOMPILER=... -DCOMPILER_NAME="GNU 12" -DFLAGS=... -DSOURCE=... -P check.cmake
# First line:  // expect: <regex>    what the compiler's output has to contain
# Second line: // only: <regex>      optional: the compilers that refuse the source; all others have to accept it

file(STRINGS ${SOURCE} header LIMIT_COUNT 2)
list(GET header 0 first)
if(NOT first MATCHES "^// expect: (.+)$")
    message(FATAL_ERROR "${SOURCE}: the first line is not `// expect: <regex>`")
endif()
set(expected "${CMAKE_MATCH_1}")
set(refuses TRUE)
list(LENGTH header lines)
if(lines GREATER 1)
    list(GET header 1 second)
    if(second MATCHES "^// only: (.+)$")
        set(only "${CMAKE_MATCH_1}")
        if(NOT COMPILER_NAME MATCHES "${only}")
            set(refuses FALSE)
        endif()
    endif()
endif()

# The messages are compared in English and with plain quotation marks.
set(ENV{LC_ALL} C)
separate_arguments(FLAGS)
execute_process(COMMAND ${COMPILER} -std=c++20 -fsyntax-only ${FLAGS} ${SOURCE}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)

if(NOT refuses)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${SOURCE}: ${COMPILER_NAME} has to accept it, but says:\n${output}")
    endif()
    message(STATUS "accepted, as ${COMPILER_NAME} should")
    return()
endif()
if(status EQUAL 0)
    message(FATAL_ERROR "${SOURCE}: compiles, but has to fail with: ${expected}")
endif()
if(NOT output MATCHES "error: ")
    message(FATAL_ERROR "${SOURCE}: the compiler itself failed (${status}):\n${output}")
endif()
if(NOT output MATCHES "${expected}")
    message(FATAL_ERROR "${SOURCE}: the compiler does not say: ${expected}\nbut:\n${output}")
endif()
message(STATUS "refused with: ${CMAKE_MATCH_0}")
