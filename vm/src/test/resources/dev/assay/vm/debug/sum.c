static int square(int x) {
  return x * x;
}

__attribute__((noinline)) int cube(int x) {
  int s = square(x);
  return s * x;
}

int sum(int n) {
  int total = 0;
  for (int i = 1; i <= n; i++) {
    total += cube(i);
  }
  return total;
}
