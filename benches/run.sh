#!/usr/bin/env bash
# Measures the register beside yardsticks in the same run: `./dev bench`, or benches/run.sh DIR.
# Needs xmllint, wrk, nginx, unzip and pdftotext; writes nothing outside DIR (default: a temporary folder).
set -euo pipefail
cd "$(dirname "$0")/.."
dir=${1:-$(mktemp -d)}
people=${FLA_BENCH_PEOPLE:-100000}
target=${CARGO_TARGET_DIR:-target}/release
mkdir -p "$dir"

# The examples look into the store, which gives way at each statement for that, as in tests. The product is
# built after them and without.
cargo build --release -p fla-app -p fla-formats --examples
cargo build --release -p fla-server -p bare-handler --bins

# A synthetic employer: numbers that check and belong to nobody.
enterprise=0100000169
[ -f "$dir/dmfa.xml" ] || "$target/examples/generate_dmfa" "$people" 2026Q3 "$enterprise" "$dir/dmfa.xml"
nsso=$(grep -m1 -o '<NOSSRegistrationNbr>[0-9]*' "$dir/dmfa.xml" | grep -o '[0-9]*$')

seconds() { /usr/bin/time -f '%e' "$@" 2>&1 >/dev/null | tail -1; }

echo "people $people"
echo "file_mib $(($(stat -c %s "$dir/dmfa.xml") / 1048576))"
echo "yardstick_xmllint_stream_s $(seconds xmllint --noout --stream "$dir/dmfa.xml")"
echo "read_and_check_s $(seconds "$target/examples/validate_declaration" "$dir/dmfa.xml")"
rm -rf "$dir/register"
"$target/examples/measure" register "$dir/register" "$dir/dmfa.xml" "$enterprise" "$nsso"

# A thousand papers, beside a program of others that reads them.
[ -f "$dir/thousand.xml" ] || "$target/examples/generate_dmfa" 1000 2026Q3 "$enterprise" "$dir/thousand.xml"
nsso=$(grep -m1 -o '<NOSSRegistrationNbr>[0-9]*' "$dir/thousand.xml" | grep -o '[0-9]*$')
rm -rf "$dir/papers"
"$target/examples/measure" papers "$dir/papers" "$dir/thousand.xml" "$enterprise" "$nsso"
(cd "$dir/papers" && unzip -q -o accounts.zip -d accounts)
echo "yardstick_pdftotext_s $(seconds find "$dir/papers/accounts" -name '*.pdf' -exec pdftotext {} - ';')"
python3 benches/pages.py "$target/fla" "$dir"

# A long audit log: proofs, who looked, export and verification. 10,000,000 entries need 30 GB.
python3 benches/audit.py "$target/fla" "$dir" "${FLA_BENCH_AUDIT:-100000}"

# The REST API beside a bare handler and, where FLA_BENCH_POSTGREST names it, PostgREST.
python3 benches/api.py "$target" "$dir"
