#pragma once

/// \file
/// The three preprocessor steps that the describing macros need: run a macro over a list, take the
/// parentheses off an entry, and join two tokens.

#define ECR_PP_JOIN(LEFT, RIGHT) ECR_PP_JOIN_I(LEFT, RIGHT)
#define ECR_PP_JOIN_I(LEFT, RIGHT) LEFT##RIGHT

// ECR_PP_BARE((a, b)) and ECR_PP_BARE(a) give `a, b` and `a`.
#define ECR_PP_BARE(ENTRY) ECR_PP_BARE_I(ECR_PP_BARE_MARK ENTRY)
#define ECR_PP_BARE_MARK(...) ECR_PP_BARE_MARK __VA_ARGS__
#define ECR_PP_BARE_I(...) ECR_PP_BARE_II(__VA_ARGS__)
#define ECR_PP_BARE_II(...) ECR_PP_BARE_DROP_##__VA_ARGS__
#define ECR_PP_BARE_DROP_ECR_PP_BARE_MARK

// ECR_PP_EACH(M, a, b, c) gives M(a) M(b) M(c), for up to 56 entries. One plain step for each entry: a
// compiler that reports an error inside shows as many notes as there are entries before it, not hundreds.
#define ECR_PP_EACH(MACRO, ...) __VA_OPT__(ECR_PP_EACH_1(MACRO, __VA_ARGS__))
#define ECR_PP_EACH_1(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_2(M, __VA_ARGS__))
#define ECR_PP_EACH_2(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_3(M, __VA_ARGS__))
#define ECR_PP_EACH_3(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_4(M, __VA_ARGS__))
#define ECR_PP_EACH_4(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_5(M, __VA_ARGS__))
#define ECR_PP_EACH_5(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_6(M, __VA_ARGS__))
#define ECR_PP_EACH_6(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_7(M, __VA_ARGS__))
#define ECR_PP_EACH_7(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_8(M, __VA_ARGS__))
#define ECR_PP_EACH_8(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_9(M, __VA_ARGS__))
#define ECR_PP_EACH_9(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_10(M, __VA_ARGS__))
#define ECR_PP_EACH_10(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_11(M, __VA_ARGS__))
#define ECR_PP_EACH_11(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_12(M, __VA_ARGS__))
#define ECR_PP_EACH_12(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_13(M, __VA_ARGS__))
#define ECR_PP_EACH_13(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_14(M, __VA_ARGS__))
#define ECR_PP_EACH_14(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_15(M, __VA_ARGS__))
#define ECR_PP_EACH_15(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_16(M, __VA_ARGS__))
#define ECR_PP_EACH_16(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_17(M, __VA_ARGS__))
#define ECR_PP_EACH_17(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_18(M, __VA_ARGS__))
#define ECR_PP_EACH_18(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_19(M, __VA_ARGS__))
#define ECR_PP_EACH_19(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_20(M, __VA_ARGS__))
#define ECR_PP_EACH_20(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_21(M, __VA_ARGS__))
#define ECR_PP_EACH_21(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_22(M, __VA_ARGS__))
#define ECR_PP_EACH_22(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_23(M, __VA_ARGS__))
#define ECR_PP_EACH_23(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_24(M, __VA_ARGS__))
#define ECR_PP_EACH_24(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_25(M, __VA_ARGS__))
#define ECR_PP_EACH_25(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_26(M, __VA_ARGS__))
#define ECR_PP_EACH_26(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_27(M, __VA_ARGS__))
#define ECR_PP_EACH_27(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_28(M, __VA_ARGS__))
#define ECR_PP_EACH_28(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_29(M, __VA_ARGS__))
#define ECR_PP_EACH_29(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_30(M, __VA_ARGS__))
#define ECR_PP_EACH_30(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_31(M, __VA_ARGS__))
#define ECR_PP_EACH_31(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_32(M, __VA_ARGS__))
#define ECR_PP_EACH_32(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_33(M, __VA_ARGS__))
#define ECR_PP_EACH_33(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_34(M, __VA_ARGS__))
#define ECR_PP_EACH_34(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_35(M, __VA_ARGS__))
#define ECR_PP_EACH_35(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_36(M, __VA_ARGS__))
#define ECR_PP_EACH_36(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_37(M, __VA_ARGS__))
#define ECR_PP_EACH_37(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_38(M, __VA_ARGS__))
#define ECR_PP_EACH_38(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_39(M, __VA_ARGS__))
#define ECR_PP_EACH_39(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_40(M, __VA_ARGS__))
#define ECR_PP_EACH_40(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_41(M, __VA_ARGS__))
#define ECR_PP_EACH_41(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_42(M, __VA_ARGS__))
#define ECR_PP_EACH_42(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_43(M, __VA_ARGS__))
#define ECR_PP_EACH_43(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_44(M, __VA_ARGS__))
#define ECR_PP_EACH_44(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_45(M, __VA_ARGS__))
#define ECR_PP_EACH_45(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_46(M, __VA_ARGS__))
#define ECR_PP_EACH_46(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_47(M, __VA_ARGS__))
#define ECR_PP_EACH_47(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_48(M, __VA_ARGS__))
#define ECR_PP_EACH_48(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_49(M, __VA_ARGS__))
#define ECR_PP_EACH_49(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_50(M, __VA_ARGS__))
#define ECR_PP_EACH_50(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_51(M, __VA_ARGS__))
#define ECR_PP_EACH_51(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_52(M, __VA_ARGS__))
#define ECR_PP_EACH_52(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_53(M, __VA_ARGS__))
#define ECR_PP_EACH_53(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_54(M, __VA_ARGS__))
#define ECR_PP_EACH_54(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_55(M, __VA_ARGS__))
#define ECR_PP_EACH_55(M, ENTRY, ...) M(ENTRY) __VA_OPT__(ECR_PP_EACH_56(M, __VA_ARGS__))
#define ECR_PP_EACH_56(M, ENTRY) M(ENTRY)
