from spaces.ui import frame

frame.page("progress")
