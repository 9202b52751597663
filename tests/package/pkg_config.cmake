# Builds a program with what pkg-config says about the installed package, which was moved since.
#   INSTALLED, BUILD    the prefix and where to work
#   COMPILER, FLAGS     of the build
#   SOURCE              the program; its output has to match PRINTS

find_program(PKG_CONFIG NAMES pkg-config pkgconf)
if(NOT PKG_CONFIG)
    message("skipped: pkg-config is not installed")
    return()
endif()

set(prefix ${BUILD}/moved)
file(REMOVE_RECURSE ${prefix})
file(COPY ${INSTALLED}/ DESTINATION ${prefix})
set(ENV{PKG_CONFIG_PATH} ${prefix}/share/pkgconfig)
execute_process(COMMAND ${PKG_CONFIG} --print-errors --exists "ecr >= 0.1" COMMAND_ERROR_IS_FATAL ANY)
foreach(kind cflags libs)
    execute_process(COMMAND ${PKG_CONFIG} --${kind} ecr OUTPUT_VARIABLE ${kind} COMMAND_ERROR_IS_FATAL ANY)
    message("--${kind}: ${${kind}}")
    separate_arguments(${kind} UNIX_COMMAND "${${kind}}")
endforeach()
if(cflags MATCHES "${INSTALLED}")
    message(FATAL_ERROR "the package still points to where it was installed first")
endif()

separate_arguments(flags UNIX_COMMAND "${FLAGS}")
execute_process(COMMAND ${COMPILER} -std=c++20 ${flags} ${cflags} ${SOURCE} -o ${BUILD}/program ${libs}
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${BUILD}/program OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
message("${output}")
if(NOT output MATCHES "${PRINTS}")
    message(FATAL_ERROR "expected: ${PRINTS}")
endif()
