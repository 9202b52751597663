// expect: anything
int used() {
    return 0;
}
