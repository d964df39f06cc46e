<?php
// Keeps a folder in step with a feed: one file per article, {id}.json, and none of what was withdrawn. PHP 8.1 or newer.
//   KEY=depesche_… php follow.php https://wire.example.org/v1/feeds/demo/fr FOLDER
// One pass, then exit 0; from cron every minute: flock -n FOLDER php follow.php … (two at a time would undo each other's work).
// With --keep-on it goes on and passes every 30 seconds. docs/partner.md tells what the events mean.

function get(string $url): array {
    // ignore_errors: a refusal's body is wanted too; follow_location: the key goes to no other address
    $http = ['header' => 'Authorization: Bearer ' . getenv('KEY'), 'ignore_errors' => true, 'follow_location' => 0, 'timeout' => 60];
    $stream = @fopen($url, 'r', false, stream_context_create(['http' => $http])) ?: throw new Exception("no answer from $url");
    $status = (int) explode(' ', stream_get_meta_data($stream)['wrapper_data'][0])[1];
    return [$status, json_decode(stream_get_contents($stream), flags: JSON_THROW_ON_ERROR)];
}

// written beside and renamed: a file is there whole or not at all, whenever we are killed
function write(string $path, string $text): void {
    $file = fopen(dirname($path) . '/.new', 'w');
    if (fwrite($file, $text) !== strlen($text) || !fsync($file) || !fclose($file)) throw new Exception("cannot write $path");
    rename(dirname($path) . '/.new', $path);
}

function pass(string $feed, string $folder): void {
    if (!is_dir($folder)) mkdir($folder, recursive: true);
    // an empty cursor: we have begun before and were cut off early
    $isOurs = is_file("$folder/cursor");
    if (!$isOurs) write("$folder/cursor", '');
    $cursor = file_get_contents("$folder/cursor");
    // the files that a reading from the beginning has brought: what it did not bring goes at its end
    $anew = $isOurs && $cursor === '' ? [] : null;
    do {
        [$status, $page] = get($feed . ($cursor !== '' ? (str_contains($feed, '?') ? '&' : '?') . 'after=' . urlencode($cursor) : ''));
        if ($cursor !== '' && ($page->type ?? '') === '/problems/cursor-expired') {
            [$anew, $cursor, $more] = [[], '', true];
            continue;
        }
        if ($status !== 200) throw new Exception("$status $page->title: $page->detail");
        foreach ($page->entries as $entry) {
            if (!preg_match('/^[a-z0-9-]{1,64}$/D', $entry->id)) throw new Exception('not an id: ' . json_encode($entry->id));
            $path = "$folder/$entry->id.json";
            $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_PRESERVE_ZERO_FRACTION;
            if (isset($entry->item)) write($path, json_encode($entry->item, $flags | JSON_THROW_ON_ERROR));
            elseif ($entry->event !== 'superseded' && is_file($path)) unlink($path);
            if (isset($entry->item) && $anew !== null) $anew[] = "$entry->id.json";
        }
        [$cursor, $more] = [$page->next, $page->more];
        // the cursor comes after the files, and when all is read anew after all of them: cut off before, we do the same again
        if ($more && $anew !== null) continue;
        foreach ($anew === null ? [] : scandir($folder) as $name)
            if (str_ends_with($name, '.json') && !in_array($name, $anew, true)) unlink("$folder/$name");
        $anew = null;
        write("$folder/cursor", $cursor);
    } while ($more);
}

set_error_handler(fn($level, $text) => error_reporting() & $level ? throw new Exception($text) : true);
do {
    try {
        pass($argv[1], $argv[2]);
        $code = 0;
    } catch (Throwable $error) {
        fwrite(STDERR, $error->getMessage() . "\n");
        $code = 1;
    }
} while (($argv[3] ?? '') === '--keep-on' && sleep(30) === 0);
exit($code);
