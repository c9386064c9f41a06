module github.com/headroom/headroom

go 1.26.5
