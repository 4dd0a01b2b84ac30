#!/bin/sh
# Fetches what tests need and only npm carries: Chromium 80 and 85, and axe-core for accessibility.
set -eu
home="$(cd "$(dirname "$0")/.." && pwd)/.test-tools"

# unpack_browser FOLDER: the package holds its program compressed, and its libraries for another system.
unpack_browser() {
    [ -f "$1/bin/chromium.br" ] || return 0
    node -e 'const fs = require("fs"), zlib = require("zlib"), [from, to] = process.argv.slice(1);
        fs.createReadStream(from).pipe(zlib.createBrotliDecompress()).pipe(fs.createWriteStream(to));' \
        "$1/bin/chromium.br" "$1/chromium"
    chmod +x "$1/chromium"
    rm -r "$1/bin"
}

# get FOLDER PACKAGE VERSION: the tarball alone; installing would pull puppeteer and run scripts.
get() {
    grep -qs "\"version\": \"$3\"" "$home/$1/package.json" && return
    command -v npm >/dev/null || sh "$(dirname "$0")/apt.sh" nodejs npm
    echo "下载测试工具：$2 $3"
    rm -rf "${home:?}/$1" "$home/new"
    mkdir -p "$home/new"
    (cd "$home/new" && npm pack --loglevel=error --ignore-scripts "$2@$3" >/dev/null && tar -xzf ./*.tgz)
    unpack_browser "$home/new/package"
    mv "$home/new/package" "$home/$1" # last, so that what was cut short is fetched again
    rm -r "$home/new"
}

get chromium-80 chrome-aws-lambda 2.1.1
get chromium-85 chrome-aws-lambda 5.2.1
get axe axe-core 4.14.1

# Debian's chromium brings these libraries; other packagings keep their own out of sight.
missing=""
for program in "$home"/chromium-*/chromium; do
    ldd "$program" | grep -q "not found" && missing="libexpat1 libnspr4 libnss3"
done
# shellcheck disable=SC2086 # several packages in one list of words
[ -z "$missing" ] || sh "$(dirname "$0")/apt.sh" $missing
