package server

import (
	"bytes"
	"html/template"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// index loads the host page. The globals must exist before the bundle runs.
var index = template.Must(template.New("index").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Headroom preview</title>
<base href="/">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/public/build/host.css">
<script>
window.__grafana_public_path__ = '/public/';
window.grafanaBootData = {{.}};
</script>
</head>
<body><div id="reactRoot"></div><script type="module" src="/public/build/host.js"></script></body>
</html>
`))

// home leads to the app's default page.
func (s *server) home(w http.ResponseWriter, r *http.Request) {
	set, ok := s.plugins(w)
	if !ok {
		return
	}
	http.Redirect(w, r, defaultPath(set.App), http.StatusFound)
}

// page serves the host page for every UI path; the bundle routes from there.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	role, err := requestRole(r)
	if err != nil {
		writeError(w, http.StatusBadRequest, "", err.Error())
		return
	}
	theme := "dark"
	if r.URL.Query().Get("theme") == "light" {
		theme = "light"
	}
	set, ok := s.plugins(w)
	if !ok {
		return
	}
	if app := r.PathValue("app"); app != "" && app != set.App.ID {
		writeError(w, http.StatusNotFound, "plugin.notFound", "no app "+app+" in the distribution, only "+set.App.ID)
		return
	}
	if _, err := os.Stat(s.HostDist + "/host.js"); err != nil {
		writeError(w, http.StatusInternalServerError, "preview.host", "no host bundle ("+err.Error()+"): run npm run build in demo/preview")
		return
	}
	var html bytes.Buffer
	if err := index.Execute(&html, s.bootData(set, role, theme)); err != nil {
		writeError(w, http.StatusInternalServerError, "preview.index", err.Error())
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(html.Bytes()) // the browser may be gone
}

// pluginAsset serves a file of the app or of a nested plugin by that plugin's id.
func (s *server) pluginAsset(w http.ResponseWriter, r *http.Request) {
	set, ok := s.plugins(w)
	if !ok {
		return
	}
	plugin, ok := set.ByID(r.PathValue("id"))
	if !ok {
		writeError(w, http.StatusNotFound, "plugin.notFound", "Plugin not found")
		return
	}
	serveFile(w, r, plugin.Dir, r.PathValue("path"))
}

// hostAsset serves a file of the host page, or of one folder in it.
func (s *server) hostAsset(folder string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		serveFile(w, r, filepath.Join(s.HostDist, folder), r.PathValue("path"))
	}
}

// contentHash is how a lazy chunk's address carries the hash of its content, as the plugin's bundler writes it.
var contentHash = regexp.MustCompile(`^[0-9a-f]{16,}$`)

// isNamedByContent says whether another content would have another address: chunks of the host page, and lazy
// chunks of the plugin.
func isNamedByContent(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/public/build/chunks/") || contentHash.MatchString(r.URL.Query().Get("_cache"))
}

// serveFile serves one file below dir, never a directory. Browsers keep, as with Grafana, what is named by its
// content; anything else they ask for again, because either side may be rebuilt while the page is open.
func serveFile(w http.ResponseWriter, r *http.Request, dir, path string) {
	root := os.DirFS(dir)
	info, err := fs.Stat(root, path)
	if err != nil || info.IsDir() {
		writeError(w, http.StatusNotFound, "preview.assetNotFound", "no file "+r.URL.Path)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	if isNamedByContent(r) {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeFileFS(w, r, root, path)
}
