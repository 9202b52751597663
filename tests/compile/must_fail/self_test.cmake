# Shows that check.cmake tells a right refusal from everything that only looks like one. Arguments as for check.cmake.

set(folder ${CMAKE_CURRENT_LIST_DIR}/self_test)

# Checks one source and compares the verdict, `passes` or `fails`, and a piece of what was said.
function(expect verdict said source)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -DCOMPILER=${COMPILER} -DCOMPILER_NAME=${COMPILER_NAME} -DFLAGS=${FLAGS}
            -DSOURCE=${folder}/${source} -P ${CMAKE_CURRENT_LIST_DIR}/check.cmake
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    set(actual fails)
    if(status EQUAL 0)
        set(actual passes)
    endif()
    string(REGEX REPLACE "[ \n]+" " " output "${output}")
    if(NOT actual STREQUAL verdict OR NOT output MATCHES "${said}")
        message(SEND_ERROR "${source} ${actual}, should be: ${verdict} with `${said}`. It said: ${output}")
    else()
        message(STATUS "${source} ${actual}, as it should")
    endif()
endfunction()

expect(passes "refused with: the number is odd" refused.cpp)
expect(fails "compiles, but has to fail" compiles.cpp)
expect(fails "the compiler does not say: the number is odd" says_something_else.cpp)
expect(fails "the first line is not" announces_nothing.cpp)
expect(passes "accepted, as" only_elsewhere.cpp)
expect(fails "has to accept it" refused_everywhere.cpp)

set(COMPILER ${CMAKE_COMMAND})
expect(fails "the compiler itself failed" refused.cpp)
