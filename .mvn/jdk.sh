# Chooses the JDK that Ordertrail is built and run with; sourced by mvnw and deploy/local/up.
#
# Keeps JAVA_HOME, or else the `java` on PATH, where that is new enough; looks in the usual places otherwise,
# and says in one line what it took or what to install. Sets and exports JAVA_HOME.
# POSIX sh; safe under `set -euf` (it globs through `find`).

ordertrail_required_jdk=25

# Prints the major version of the JDK in directory $1, or 0 where there is no whole JDK.
ordertrail_jdk_major() {
  if [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ]; then
    ordertrail_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || :)
    if [ -z "$ordertrail_version" ]; then
      ordertrail_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
    printf '%s\n' "${ordertrail_version:-0}"
  else
    printf '0\n'
  fi
}

ordertrail_choose_jdk() {
  if [ -n "${JAVA_HOME-}" ] && [ "$(ordertrail_jdk_major "$JAVA_HOME")" -ge "$ordertrail_required_jdk" ]; then
    export JAVA_HOME
    return 0
  fi
  ordertrail_on_path=$(command -v javac 2>/dev/null || :)
  if [ -n "$ordertrail_on_path" ]; then
    # PATH mostly holds links; the JDK is where the last of them leads (macOS has no readlink -f before 12.3).
    ordertrail_real=$(readlink -f "$ordertrail_on_path" 2>/dev/null || printf '%s' "$ordertrail_on_path")
    ordertrail_home=$(dirname "$(dirname "$ordertrail_real")")
    if [ "$(ordertrail_jdk_major "$ordertrail_home")" -ge "$ordertrail_required_jdk" ]; then
      JAVA_HOME=$ordertrail_home
      export JAVA_HOME
      return 0
    fi
  fi
  ordertrail_best='' ordertrail_best_major=0
  for ordertrail_place in /usr/lib/jvm "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}/candidates/java" \
    /Library/Java/JavaVirtualMachines "${HOME:-/nonexistent}/Library/Java/JavaVirtualMachines"; do
    [ -d "$ordertrail_place" ] || continue
    ordertrail_list=$(find -L "$ordertrail_place" -mindepth 1 -maxdepth 1 -type d 2>/dev/null | sort || :)
    ordertrail_rest=$ordertrail_list
    while [ -n "$ordertrail_rest" ]; do
      ordertrail_home=${ordertrail_rest%%
*}
      case "$ordertrail_rest" in
      *"
"*) ordertrail_rest=${ordertrail_rest#*
} ;;
      *) ordertrail_rest='' ;;
      esac
      [ -d "$ordertrail_home/Contents/Home" ] && ordertrail_home=$ordertrail_home/Contents/Home
      ordertrail_major=$(ordertrail_jdk_major "$ordertrail_home")
      # The oldest that is new enough: what the project is tested with comes before what is newer.
      if [ "$ordertrail_major" -ge "$ordertrail_required_jdk" ] &&
        { [ -z "$ordertrail_best" ] || [ "$ordertrail_major" -lt "$ordertrail_best_major" ]; }; then
        ordertrail_best=$ordertrail_home ordertrail_best_major=$ordertrail_major
      fi
    done
  done
  if [ -z "$ordertrail_best" ]; then
    printf '%s\n' "Ordertrail needs a JDK $ordertrail_required_jdk or newer: install one (for instance https://adoptium.net, 'sdk install java', 'brew install openjdk@$ordertrail_required_jdk') or set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME=$ordertrail_best
  export JAVA_HOME
  printf '%s\n' "Using JDK $ordertrail_best_major at $JAVA_HOME" >&2
}

ordertrail_choose_jdk || exit 1
