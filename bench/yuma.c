/*
 * The peer of bench/yuma.ts: one classic epoch (yuma.md sections 3 to 6, rules of 2024) as plain C loops over dense
 * int64 bits, products in __int128. Written for the benchmark; the network never runs it.
 * usage: yuma <rounds>   prints: <CPU nanoseconds per epoch> <checksum>
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N 256
#define V 64
#define ONE 4294967296LL
typedef int64_t bits;

static uint32_t seed = 12345;
static uint32_t next(void) { seed = seed * 1664525u + 1013904223u; return seed >> 16; }

static uint64_t stake_rao[N];
static int weight_in[V][N], bond_in[V][N];
static bits S[N], A[N], W[V][N], B[V][N], D[V][N], C[N], R[N], P[N], T[N], I[N], Dv[N], Tv[N], comb[N];
static uint64_t server[N], validator[N], emission[N];

static inline bits mul(bits a, bits b) { return (bits)(((__int128)a * b) >> 32); }
static inline bits dv(bits a, bits b) { return b == 0 ? 0 : (bits)(((__int128)a << 32) / b); }

static void fill(void) {
  for (int i = 0; i < N; i++) stake_rao[i] = i < V ? 1000000000000ULL + (uint64_t)next() * 1000000000ULL : 0;
  for (int i = 0; i < V; i++)
    for (int j = 0; j < N; j++) { weight_in[i][j] = 1 + next() % 65535; bond_in[i][j] = 1 + next() % 65535; }
}

static void normalise(bits *v, int n) {
  bits sum = 0;
  for (int i = 0; i < n; i++) sum += v[i];
  if (sum) for (int i = 0; i < n; i++) v[i] = dv(v[i], sum);
}

static void normalise_columns(bits m[V][N]) {
  static bits sum[N];
  memset(sum, 0, sizeof sum);
  for (int i = 0; i < V; i++) for (int j = 0; j < N; j++) sum[j] += m[i][j];
  for (int i = 0; i < V; i++) for (int j = 0; j < N; j++) m[i][j] = dv(m[i][j], sum[j]);
}

static bits median(bits *stake, bits *score, int n, bits minority, bits lo, bits hi) {
  while (n > 1) {
    bits pivot = score[n >> 1], lower = 0, upper = 0;
    for (int i = 0; i < n; i++) { if (score[i] < pivot) lower += stake[i]; else if (score[i] > pivot) upper += stake[i]; }
    int kept = 0;
    if (minority < lo + lower) {
      hi = lo + lower;
      for (int i = 0; i < n; i++) if (score[i] < pivot) { stake[kept] = stake[i]; score[kept++] = score[i]; }
    } else if (hi - upper <= minority) {
      lo = hi - upper;
      for (int i = 0; i < n; i++) if (score[i] > pivot) { stake[kept] = stake[i]; score[kept++] = score[i]; }
    } else return pivot;
    if (kept == 0) return pivot;
    n = kept;
  }
  return n ? score[0] : 0;
}

static void epoch(void) {
  static bits shares[V], st[V], sc[V];
  unsigned __int128 total = 0;
  for (int i = 0; i < N; i++) total += stake_rao[i];
  for (int i = 0; i < N; i++) S[i] = (bits)((((unsigned __int128)stake_rao[i] << 64) / total) >> 32);
  for (int i = 0; i < N; i++) A[i] = i < V ? S[i] : 0;
  normalise(A, N);
  for (int i = 0; i < V; i++) {
    bits sum = 0;
    for (int j = 0; j < N; j++) { W[i][j] = i == j ? 0 : weight_in[i][j]; sum += W[i][j]; }
    for (int j = 0; j < N; j++) W[i][j] = dv(W[i][j], sum);
  }
  for (int i = 0; i < V; i++) shares[i] = A[i];
  normalise(shares, V);
  bits whole = 0;
  for (int i = 0; i < V; i++) whole += shares[i];
  bits minority = whole - dv(32767, 65535);
  for (int j = 0; j < N; j++) {
    for (int i = 0; i < V; i++) { st[i] = shares[i]; sc[i] = W[i][j]; }
    C[j] = median(st, sc, V, minority, 0, whole);
  }
  memset(R, 0, sizeof R); memset(P, 0, sizeof P); memset(Tv, 0, sizeof Tv);
  for (int i = 0; i < V; i++) for (int j = 0; j < N; j++) {
    P[j] += mul(A[i], W[i][j]);
    if (W[i][j] > C[j]) W[i][j] = C[j];
    Tv[i] += W[i][j];
    R[j] += mul(A[i], W[i][j]);
  }
  for (int j = 0; j < N; j++) { T[j] = dv(R[j], P[j]); I[j] = R[j]; }
  normalise(I, N);
  for (int i = 0; i < V; i++) for (int j = 0; j < N; j++) { B[i][j] = bond_in[i][j]; D[i][j] = mul(W[i][j], A[i]); }
  normalise_columns(B); normalise_columns(D);
  bits alpha = ONE - (bits)(((__int128)900000 << 32) / 1000000);
  for (int i = 0; i < V; i++) for (int j = 0; j < N; j++) B[i][j] = mul(alpha, D[i][j]) + mul(ONE - alpha, B[i][j]);
  normalise_columns(B);
  memset(Dv, 0, sizeof Dv);
  for (int i = 0; i < V; i++) for (int j = 0; j < N; j++) Dv[i] += mul(B[i][j], I[j]);
  normalise(Dv, N);
  for (int j = 0; j < N; j++) {
    bits most = 0;
    for (int i = 0; i < V; i++) if (B[i][j] > most) most = B[i][j];
    for (int i = 0; i < V; i++) D[i][j] = (dv(B[i][j], most) * 65535) >> 32;
  }
  bits es = 0;
  for (int j = 0; j < N; j++) { comb[j] = I[j] + Dv[j]; es += comb[j]; }
  for (int j = 0; j < N; j++) {
    server[j] = (uint64_t)(((__int128)dv(I[j], es) * 1000000000) >> 32);
    validator[j] = (uint64_t)(((__int128)dv(Dv[j], es) * 1000000000) >> 32);
    emission[j] = (uint64_t)(((__int128)dv(comb[j], es) * 1000000000) >> 32);
  }
}

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 100;
  fill();
  epoch();
  clock_t start = clock();
  for (int r = 0; r < rounds; r++) epoch();
  double ns = (double)(clock() - start) / CLOCKS_PER_SEC * 1e9 / rounds;
  uint64_t sum = 0;
  for (int j = 0; j < N; j++) sum = sum * 31 + server[j] * 7 + validator[j] * 3 + emission[j] + ((C[j] * 65535) >> 32) + ((T[j] * 65535) >> 32);
  for (int i = 0; i < V; i++) for (int j = 0; j < N; j++) sum = sum * 31 + (uint64_t)D[i][j];
  printf("%.0f %llu\n", ns, (unsigned long long)sum);
  return 0;
}
