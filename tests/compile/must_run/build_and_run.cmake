# Builds one source with sanitizers and runs its coroutine forms.
#   cmake -DCOMPILER=... -DFLAGS=... -DSOURCE=... -DPROGRAM=... -DGROUP=permitted|refused -P build_and_run.cmake
# permitted: all forms run cleanly. refused: they do exactly where config.hpp does not refuse temporary requests.

separate_arguments(FLAGS)
execute_process(
    COMMAND ${COMPILER} -std=c++20 -w -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
        ${FLAGS} ${SOURCE} -o ${PROGRAM}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${SOURCE} does not compile:\n${output}")
endif()

# Runs the program with the given argument; a form that never finishes has failed as well.
function(run argument)
    execute_process(COMMAND ${PROGRAM} ${argument} TIMEOUT 30
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
    set(status "${status}" PARENT_SCOPE)
    set(output "${output}" PARENT_SCOPE)
    set(errors "${errors}" PARENT_SCOPE)
endfunction()

if(GROUP STREQUAL "permitted")
    run("")
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "a form that the house style permits fails (${status}):\n${errors}")
    endif()
    message(STATUS "clean:\n${errors}")
    return()
endif()

run(--guarded)
string(STRIP "${output}" guarded)
if(NOT status EQUAL 0 OR NOT guarded MATCHES "^[01]$")
    message(FATAL_ERROR "the program does not say whether the guard is up (${status}): ${output}${errors}")
endif()
run(control)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "the control form fails (${status}), so the others prove nothing:\n${errors}")
endif()

run(--list)
string(REGEX MATCHALL "[a-z_]+" forms "${output}")
list(REMOVE_ITEM forms control)
if(NOT forms)
    message(FATAL_ERROR "the program lists no forms")
endif()

set(wrong FALSE)
foreach(form ${forms})
    run(${form})
    if(guarded AND status EQUAL 0)
        message(SEND_ERROR "${form}: this compiler no longer miscompiles it: lift the guard in ecr/detail/config.hpp")
        set(wrong TRUE)
    elseif(NOT guarded AND NOT status EQUAL 0)
        message(SEND_ERROR "${form}: miscompiled (${status}): raise the guard in ecr/detail/config.hpp\n${errors}")
        set(wrong TRUE)
    elseif(guarded)
        message(STATUS "${form}: still miscompiled (${status}), the guard stays")
    else()
        message(STATUS "${form}: clean")
    endif()
endforeach()
if(wrong)
    message(FATAL_ERROR "the guard and the compiler disagree")
endif()
