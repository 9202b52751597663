# Does with plain CMake what a recipe has its package manager do: configures the library with the options that the
# recipe names, builds and installs it, and builds and runs a program that uses what was installed.
#   ROOT, WORK       the repository and a folder for everything else
#   CACHE            a script that sets the compiler and where the dependencies are
#   GENERATOR        of the builds
#   RECIPE           the file whose options are taken; `-DNAME=VALUE`, or `["NAME"] = True` and the like
#   OPTIONS          further ones, for what the recipe computes
#   INSTALLS         regular expressions, each for a file that has to be installed
#   TEST, PROGRAM    the project of the program, below tests/package, and its target
#   PRINTS           a regular expression for what it prints

file(READ ${ROOT}/${RECIPE} recipe)
string(REGEX MATCHALL "-DECR_[A-Z_]+=(ON|OFF)|\\[\"ECR_[A-Z_]+\"\\] = (True|False)" settings "${recipe}")
list(LENGTH settings count)
if(count LESS 3)
    message(FATAL_ERROR "${RECIPE} sets only this: ${settings}")
endif()
list(TRANSFORM settings REPLACE "^\\[\"(.*)\"\\] = (.*)$" "-D\\1=\\2")
list(APPEND settings ${OPTIONS})
message("${RECIPE}: ${settings}")

file(REMOVE_RECURSE ${WORK}/installed)
file(REMOVE ${WORK}/build/CMakeCache.txt ${WORK}/test/CMakeCache.txt)
foreach(command
        "-S;${ROOT};-B;${WORK}/build;-G;${GENERATOR};-C;${CACHE};${settings};-DCMAKE_INSTALL_PREFIX=${WORK}/installed"
        "--build;${WORK}/build"
        "--install;${WORK}/build"
        "-S;${ROOT}/tests/package/${TEST};-B;${WORK}/test;-G;${GENERATOR};-C;${CACHE};-Decr_ROOT=${WORK}/installed;-DCMAKE_RUNTIME_OUTPUT_DIRECTORY=$<1:${WORK}/test>"
        "--build;${WORK}/test;--target;${PROGRAM}")
    execute_process(COMMAND ${CMAKE_COMMAND} ${command} COMMAND_ERROR_IS_FATAL ANY OUTPUT_VARIABLE output
        ERROR_VARIABLE output ECHO_ERROR_VARIABLE)
endforeach()

file(GLOB_RECURSE installed RELATIVE ${WORK}/installed ${WORK}/installed/*)
foreach(pattern ${INSTALLS})
    set(found ${installed})
    list(FILTER found INCLUDE REGEX "${pattern}")
    if(NOT found)
        message(FATAL_ERROR "nothing that is installed matches ${pattern}")
    endif()
endforeach()

execute_process(COMMAND ${WORK}/test/${PROGRAM} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
message("${PROGRAM} prints: ${output}")
if(NOT output MATCHES "${PRINTS}")
    message(FATAL_ERROR "expected: ${PRINTS}")
endif()
