<?php
// Keeps a folder in step with a feed: one file per article, {id}.json, and none of what was withdrawn. PHP 8.1 or newer.
//   KEY=depesche_… php follow.php https://wire.example.org/v1/feeds/demo/fr FOLDER
// FOLDER: empty, or its own. One pass; from cron every minute: flock -n FOLDER php follow.php … (two at a time would undo each
// other's work). It may be killed anywhere: what a page asks comes before its cursor, and is done again. docs/partner.md tells more.
const FLAGS = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_PRESERVE_ZERO_FRACTION;
set_error_handler(fn($level, $text) => error_reporting() & $level ? throw new Exception($text) : true);
set_exception_handler(fn($error) => exit(fwrite(STDERR, $error->getMessage() . "\n") > 0 ? 1 : 2));
function write(string $name, string $text): void {
    $file = fopen('.new', 'w');
    if (fwrite($file, $text) !== strlen($text) || !fsync($file) || !rename('.new', $name)) throw new Exception("cannot write $name");
}
[, $feed, $folder] = $argv;
if (is_dir($folder) || mkdir($folder, recursive: true)) chdir($folder);
if (scandir('.') === ['.', '..']) touch('cursor');
$page = (object) ['next' => file_get_contents('cursor'), 'more' => true];
// ignore_errors: a refusal's body is wanted too; follow_location: the key goes to no other address
$http = ['header' => 'Authorization: Bearer ' . getenv('KEY'), 'ignore_errors' => true, 'follow_location' => 0, 'timeout' => 60];
while ($page->more) {
    // read from the beginning: what the feed did not bring goes at the end
    if ($page->next === '') $brought = [];
    $url = $page->next === '' ? $feed : $feed . (str_contains($feed, '?') ? '&' : '?') . "after=$page->next";
    $page = json_decode(file_get_contents($url, false, stream_context_create(['http' => $http])), flags: JSON_THROW_ON_ERROR);
    // the wire was restored from a backup
    if ($url !== $feed && ($page->type ?? '') === '/problems/cursor-expired') $page = json_decode('{"entries":[],"next":"","more":true}');
    foreach ($page->entries ?? throw new Exception("$page->status $page->title: $page->detail") as $entry) {
        if (!preg_match('/^[a-z0-9-]{1,64}$/D', $entry->id)) throw new Exception('not an id: ' . json_encode($entry->id));
        if (isset($entry->item)) write("$entry->id.json", json_encode($entry->item, FLAGS));
        elseif ($entry->event !== 'superseded' && is_file("$entry->id.json")) unlink("$entry->id.json");
        if (isset($brought)) $brought[] = "$entry->id.json";
    }
    if (isset($brought)) foreach ($page->more ? [] : array_diff(glob('*.json'), $brought) as $name) unlink($name);
    if (!isset($brought) || !$page->more) write('cursor', $page->next);
}
