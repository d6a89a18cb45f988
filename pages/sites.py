from spaces.ui import frame

frame.page("sites")
