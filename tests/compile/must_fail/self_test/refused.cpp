// expect: the number is odd
template <int N>
constexpr int half() {
    static_assert(N % 2 == 0, "the number is odd");
    return N / 2;
}

int used() {
    return half<3>();
}
