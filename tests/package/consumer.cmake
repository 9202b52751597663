# Builds a project that uses the library, and checks what its programs print.
#   SOURCE, BUILD   the folders of the project
#   CACHE           a script that sets the compiler and where the dependencies are
#   OPTIONS         -D... for the project
#   PROGRAMS        what to build and run
#   PRINTS          a regular expression for what each prints
#   REFUSED         what must not link; REFUSAL is a regular expression for what is said about it
#   INSTALLS        with which files, if any, the project's own installation has to do

separate_arguments(options UNIX_COMMAND "${OPTIONS}")
file(REMOVE ${BUILD}/CMakeCache.txt)
execute_process(COMMAND ${CMAKE_COMMAND} -S ${SOURCE} -B ${BUILD} -C ${CACHE} ${options}
    "-DCMAKE_RUNTIME_OUTPUT_DIRECTORY=$<1:${BUILD}>" COMMAND_ERROR_IS_FATAL ANY)

foreach(program ${PROGRAMS})
    execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD} --target ${program} COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${BUILD}/${program} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
    message("${program} prints: ${output}")
    if(NOT output MATCHES "${PRINTS}")
        message(FATAL_ERROR "expected: ${PRINTS}")
    endif()
endforeach()

foreach(program ${REFUSED})
    execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD} --target ${program}
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    message("${program}: ${output}")
    if(status EQUAL 0 OR NOT output MATCHES "${REFUSAL}")
        message(FATAL_ERROR "${program} was to be refused with: ${REFUSAL}")
    endif()
endforeach()

if(INSTALLS)
    execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${BUILD}/installed COMMAND_ERROR_IS_FATAL ANY)
    file(GLOB_RECURSE files RELATIVE ${BUILD}/installed ${BUILD}/installed/*)
    if(NOT files STREQUAL INSTALLS)
        message(FATAL_ERROR "the project installs more than its own: ${files}")
    endif()
endif()
